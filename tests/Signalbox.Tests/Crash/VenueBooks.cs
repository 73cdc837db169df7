using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;
using Side = Signalbox.Markets.Side;

namespace Signalbox.Tests.Crash;

/// <summary>An order as the venue has it.</summary>
internal sealed record VenueBookOrder(string? ClientId, Side Side, OrderType Type, decimal Quantity, decimal Filled, bool IsOpen)
{
    public decimal Moved => Side == Side.Buy ? Filled : -Filled;
}

/// <summary>The venue's own account of what it was sent: what the journal's belief is compared with.</summary>
internal static class VenueBooks
{
    public static IReadOnlyList<VenueBookOrder> OfSandbox(SandboxServer sandbox, string key) => sandbox.Floor.Read<IReadOnlyList<VenueBookOrder>>(_ =>
        [.. sandbox.Floor.Ledger.Orders.Where(order => order.Account.Id.Value == key).Select(order =>
            new VenueBookOrder(order.Terms.ClientId, order.Side, order.Terms.Type, order.Quantity.Value, order.Filled.Value, order.IsOpen))]);

    /// <summary>The paper exchange's ledger lies in the journal too, in a stream of its own.</summary>
    public static async Task<IReadOnlyList<VenueBookOrder>> OfPaperAsync(IJournal journal, AccountId account)
    {
        var orders = new Dictionary<long, VenueBookOrder>();
        await foreach (var stored in journal.ReadAsync(StreamId.PaperLedger(account), 0, CancellationToken.None))
        {
            switch (PaperLedger.Codec.Read(stored))
            {
                case OrderAccepted accepted:
                    var terms = accepted.Terms;
                    orders.Add(accepted.Order, new(terms.ClientId, terms.Side, terms.Type, terms.Quantity.Value, 0, true));
                    break;
                case OrderFilled filled:
                    var after = orders[filled.Order] with { Filled = orders[filled.Order].Filled + filled.Quantity.Value };
                    orders[filled.Order] = after with { IsOpen = after.Filled < after.Quantity };
                    break;
                case OrderAmended amended:
                    orders[amended.Order] = orders[amended.Order] with { Quantity = amended.Quantity.Value };
                    break;
                case OrderCancelled cancelled:
                    orders[cancelled.Order] = orders[cancelled.Order] with { IsOpen = false };
                    break;
                case OrderExpired expired:
                    orders[expired.Order] = orders[expired.Order] with { IsOpen = false };
                    break;
            }
        }

        return [.. orders.Values];
    }
}
