using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// What spot's account streams say, in our words. An event tells of an order only what is new, so the last report of each
/// is kept for as long as it is open; one for each connection.
/// </summary>
public sealed class KrakenSpotEvents(KrakenPairs pairs)
{
    private const int EndedKept = 1_000;

    private readonly Dictionary<string, OrderReport> orders = new(StringComparer.Ordinal);
    private readonly Queue<string> ended = new();
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);

    /// <summary>Null when it is not what the documentation says.</summary>
    public KrakenSpotNews? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, KrakenSpotStreamJson.Default.KrakenSpotMessage) is not { } message)
        {
            return null;
        }

        if (message.Channel is not ("executions" or "balances"))
        {
            return new([]) { Subscribed = message is { Method: "subscribe", Success: true } ? message.Result?.Channel : null, Refused = Refusal(message) };
        }

        if (Missing(message) is { } missing)
        {
            return missing;
        }

        return message.Channel == "balances" ? Balances(json, message.Type == "snapshot") : Executions(json, message.Type == "snapshot");
    }

    private static string? Refusal(KrakenSpotMessage message) =>
        message.Success == false || (message.Error is not null && message.Method != "ping") ? message.Error ?? "no reason given" : null;

    /// <summary>Messages of a channel are numbered: what is older is known, and after a hole something is missing.</summary>
    private KrakenSpotNews? Missing(KrakenSpotMessage message)
    {
        if (message.Sequence is not { } number)
        {
            return null;
        }

        var known = sequences.TryGetValue(message.Channel!, out var last);
        sequences[message.Channel!] = Math.Max(number, last);
        if (!known || message.Type == "snapshot" || number == last + 1)
        {
            return null;
        }

        return number <= last ? new([]) : new([]) { Gap = $"The stream skipped from message {last} to {number}." };
    }

    // What is in a snapshot is asked for after every beginning.
    private KrakenSpotNews? Balances(ReadOnlySpan<byte> json, bool isSnapshot)
    {
        if (WireJson.Read(json, KrakenSpotStreamJson.Default.KrakenSpotBalances) is not { Data: { } data })
        {
            return null;
        }

        VenueBalance[] told = isSnapshot
            ? []
            : [.. data.Where(each => each is { Balance: not null, WalletType: null or "spot" }).Select(each => Balance(KrakenAssets.Usual(each.Asset), each.Balance!.Value))];
        return new(told.Length > 0 ? [new VenueEvent.BalancesChanged(told)] : []);
    }

    // The stream does not tell what open orders hold; it tells the orders.
    private VenueBalance Balance(string currency, decimal total) => new(currency, new(total), new(total - orders.Values
        .Where(order => order.State is VenueOrderState.Working or VenueOrderState.Triggered)
        .Sum(order => Held(order, currency))));

    private decimal Held(OrderReport order, string currency)
    {
        var left = order.Quantity.Value - order.FilledQuantity.Value;
        var pair = pairs.Find(order.Instrument.Value)?.Instrument;
        return order.Side == Side.Sell
            ? pair?.Base == currency ? left : 0
            : pair?.Quote == currency ? left * ((order.LimitPrice ?? order.StopPrice)?.Value ?? 0) : 0;
    }

    private KrakenSpotNews? Executions(ReadOnlySpan<byte> json, bool isSnapshot)
    {
        if (WireJson.Read(json, KrakenSpotStreamJson.Default.KrakenSpotExecutions) is not { Data: { } data })
        {
            return null;
        }

        var events = new List<VenueEvent>();
        string? gap = null;
        foreach (var told in data)
        {
            if (Report(told) is not { } report)
            {
                gap = $"The stream told of order {told.OrderId ?? "?"} what cannot be read without what was told before.";
                continue;
            }

            // What is in a snapshot happened before; it is asked for after every beginning.
            if (!isSnapshot)
            {
                Tell(told, report, events);
            }
        }

        return new(events) { Gap = gap };
    }

    /// <summary>A fill is told before the report that counts it.</summary>
    private static void Tell(KrakenExecution told, OrderReport report, List<VenueEvent> events)
    {
        if (told is { ExecType: "trade", ExecId: { } id, LastQty: > 0 })
        {
            events.Add(new VenueEvent.Executed(new()
            {
                FillId = new(id),
                ClientOrderId = report.ClientOrderId,
                VenueOrderId = report.VenueOrderId,
                Instrument = report.Instrument,
                Side = report.Side,
                Quantity = new(told.LastQty.Value),
                Price = new(told.LastPrice ?? 0),
                Fee = new(told.Fees?.Sum(fee => fee.Qty) ?? 0),
                FeeCurrency = told.Fees is [{ Asset: { } asset }, ..] ? KrakenAssets.Usual(asset) : null,
                IsMaker = told.LiquidityInd is { } liquidity ? liquidity == "m" : null,
                At = report.At,
                Cause = told.Liquidated == true ? FillCause.Liquidation : FillCause.Trade,
            }));
        }

        events.Add(new VenueEvent.OrderChanged(report));
    }

    private OrderReport? Report(KrakenExecution told)
    {
        if (told.OrderId is not { } number)
        {
            return null;
        }

        var merged = orders.TryGetValue(number, out var before) ? Merge(before, told) : Begin(number, told);
        if (merged is null)
        {
            return null;
        }

        orders[number] = merged;
        if (merged.State is not (VenueOrderState.Working or VenueOrderState.Triggered))
        {
            // A last trade may be told after the end.
            ended.Enqueue(number);
            if (ended.Count > EndedKept)
            {
                orders.Remove(ended.Dequeue());
            }
        }

        return merged;
    }

    private OrderReport? Begin(string number, KrakenExecution told)
    {
        if (told.Symbol is not { } symbol || KrakenWords.SideOf(told.Side) is not { } side || KrakenSpotWords.TypeOf(told.OrderType) is not { } type)
        {
            return null;
        }

        return Merge(new()
        {
            VenueOrderId = new(number),
            Instrument = pairs.Named(symbol),
            Side = side,
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            State = VenueOrderState.Working,
            Quantity = new(0),
            FilledQuantity = new(0),
            At = UnixTime.FromText(told.Timestamp),
        }, told);
    }

    private static OrderReport? Merge(OrderReport before, KrakenExecution told)
    {
        var isTriggered = KrakenSpotWords.IsConditional(before.Type) && (told.Triggers?.Status ?? (before.State == VenueOrderState.Triggered ? "triggered" : null)) == "triggered";
        // A cancelled order is told with the quantity it had filled; one without is as before.
        var state = told.OrderStatus is null && told.ExecType is "amended" or "restated" or "status"
            ? isTriggered ? VenueOrderState.Triggered : before.State
            : KrakenSpotWords.StateOf(told.OrderStatus ?? told.ExecType, isTriggered);
        if (state is not { } known)
        {
            return null;
        }

        var filled = told.CumQty ?? before.FilledQuantity.Value;
        return before with
        {
            ClientOrderId = KrakenIds.Read(told.ClOrdId) ?? before.ClientOrderId,
            ForeignClientId = told.ClOrdId is not null && KrakenIds.Read(told.ClOrdId) is null ? told.ClOrdId : before.ForeignClientId,
            State = known,
            Quantity = told.OrderQty is { } quantity ? new(quantity) : before.Quantity,
            FilledQuantity = new(filled),
            AveragePrice = KrakenWords.PriceOf(told.AvgPrice) ?? (filled > 0 ? KrakenWords.PriceOf(told.CumCost / filled) : null) ?? before.AveragePrice,
            LimitPrice = KrakenWords.PriceOf(told.LimitPrice) ?? before.LimitPrice,
            StopPrice = KrakenWords.PriceOf(told.Triggers?.ActualPrice) ?? (told.Triggers is { PriceType: null or "static" } ? KrakenWords.PriceOf(told.Triggers.Price) : null) ?? before.StopPrice,
            TimeInForce = KrakenSpotWords.LifeOf(told.TimeInForce) ?? before.TimeInForce,
            PostOnly = told.PostOnly ?? before.PostOnly,
            ReduceOnly = told.ReduceOnly ?? before.ReduceOnly,
            At = told.Timestamp is { } time ? UnixTime.FromText(time) : before.At,
            Reason = told.Reason is { Length: > 0 } ? told.Reason : before.Reason,
        };
    }
}

public sealed record KrakenSpotNews(IReadOnlyList<VenueEvent> Events)
{
    /// <summary>The channel that is subscribed now.</summary>
    public string? Subscribed { get; init; }

    public string? Refused { get; init; }

    public string? Gap { get; init; }
}
