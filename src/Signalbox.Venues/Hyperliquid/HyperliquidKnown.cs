using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// What the order stream leaves out: of what type an order is, and that one which seems cancelled was only replaced. Bounded;
/// of what is forgotten the venue can be asked.
/// </summary>
internal sealed class HyperliquidKnown(int most = 20_000)
{
    private readonly Lock knowing = new();
    private readonly Dictionary<ClientOrderId, Facts> facts = [];
    private readonly Queue<ClientOrderId> age = new();
    private readonly HashSet<VenueOrderId> replaced = [];
    private volatile bool sharesFunds;

    /// <summary>Spot and perpetuals share one balance: what is said of the margin is not what is held.</summary>
    public bool SharesFunds { get => sharesFunds; set => sharesFunds = value; }

    public void Note(PlaceOrder order) => Note(order.Id, new(
        order.Type, order.Extras?.TakesProfit == true, order.ReduceOnly, order.PostOnly, order.Type == OrderType.Market ? TimeInForce.Ioc : order.TimeInForce, order.StopPrice));

    /// <summary>An order as its own answer describes it.</summary>
    public void Note(OrderReport report)
    {
        if (report is { ClientOrderId: { } id, TimeInForce: var life } && (life is not null || report.StopPrice is not null))
        {
            Note(id, new(report.Type, report.TakesProfit, report.ReduceOnly, report.PostOnly, life ?? TimeInForce.Gtc, report.StopPrice));
        }
    }

    public void Replace(VenueOrderId number)
    {
        lock (knowing)
        {
            if (replaced.Count >= most)
            {
                replaced.Clear();
            }

            replaced.Add(number);
        }
    }

    /// <summary>It was not replaced after all.</summary>
    public void Keep(VenueOrderId number)
    {
        lock (knowing)
        {
            replaced.Remove(number);
        }
    }

    public bool IsReplaced(VenueOrderId number)
    {
        lock (knowing)
        {
            return replaced.Contains(number);
        }
    }

    public OrderReport Completed(OrderReport report)
    {
        lock (knowing)
        {
            if (report.ClientOrderId is not { } id || !facts.TryGetValue(id, out var known))
            {
                return report;
            }

            // What may not rest and has traded in part has ended, though its last word may be that it is filled.
            var hasEnded = known.Life == TimeInForce.Ioc && report.State == VenueOrderState.Working && !report.FilledQuantity.IsZero;
            return report with
            {
                Type = known.Type,
                TakesProfit = known.TakesProfit,
                ReduceOnly = known.ReduceOnly,
                PostOnly = known.PostOnly,
                TimeInForce = known.Type == OrderType.Market ? null : report.TimeInForce ?? known.Life,
                LimitPrice = known.Type is OrderType.Market or OrderType.Stop ? null : report.LimitPrice,
                StopPrice = report.StopPrice ?? known.Stop,
                State = hasEnded ? VenueOrderState.Cancelled : report.State,
            };
        }
    }

    private void Note(ClientOrderId id, Facts known)
    {
        lock (knowing)
        {
            // A market order looks like a limit to the venue; what it was asked for stays.
            if (facts.TryGetValue(id, out var before))
            {
                facts[id] = before.Type == OrderType.Market ? before : known;
                return;
            }

            facts.Add(id, known);
            age.Enqueue(id);
            if (age.Count > most)
            {
                facts.Remove(age.Dequeue());
            }
        }
    }

    private sealed record Facts(OrderType Type, bool TakesProfit, bool ReduceOnly, bool PostOnly, TimeInForce Life, Price? Stop);
}
