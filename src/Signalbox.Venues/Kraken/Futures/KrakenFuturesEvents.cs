using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>
/// What futures' account feeds say, in our words. A removal may tell of an order nothing but its id, so the last report of
/// each is kept for as long as it is open; one for each connection.
/// </summary>
public sealed class KrakenFuturesEvents
{
    private const int EndedKept = 1_000;

    private readonly Dictionary<string, OrderReport> orders = new(StringComparer.Ordinal);
    private readonly Queue<string> ended = new();

    /// <summary>What is in snapshots happened before; it is asked for after every beginning.</summary>
    internal KrakenFuturesNews Read(KrakenFuturesMessage message) => message.Feed switch
    {
        "open_orders_verbose_snapshot" => Remember(message.Orders ?? []),
        "open_orders_verbose" => Order(message),
        "fills" => new([.. (message.Fills ?? []).Select(Decode).OfType<FillReport>().Select(fill => new VenueEvent.Executed(fill))]),
        "open_positions" => new([new VenueEvent.PositionsChanged([.. (message.Positions ?? []).Where(each => each.Instrument is not null).Select(Decode)])]),
        "balances" => Balances(message),
        _ => new([]),
    };

    /// <summary>For tests and tools: one message as it comes.</summary>
    public IReadOnlyList<VenueEvent>? Read(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, KrakenFuturesStreamJson.Default.KrakenFuturesMessage) is { } message ? Read(message).Events : null;

    private KrakenFuturesNews Remember(IReadOnlyList<KrakenStreamOrder> open)
    {
        foreach (var report in open.Select(order => Decode(order, VenueOrderState.Working, null)).OfType<OrderReport>())
        {
            orders[report.VenueOrderId.Value] = report;
        }

        return new([]);
    }

    private KrakenFuturesNews Order(KrakenFuturesMessage message)
    {
        var number = message.Order?.OrderId ?? message.OrderId;
        var before = number is not null && orders.TryGetValue(number, out var known) ? known : null;
        if (before is null && message.Order is null && number is not null && ended.Contains(number))
        {
            return new([]);
        }

        var end = message.IsCancel ? KrakenFuturesWords.EndOf(message.Reason) : null;
        // What becomes of a triggered stop is told under the same number.
        var state = end ?? (message.Reason == "limit_order_from_stop" || before?.State == VenueOrderState.Triggered ? VenueOrderState.Triggered : VenueOrderState.Working);
        var report = message.Order is { } told
            ? Decode(told, state, message.Reason)
            : before is null ? null : before with { State = state, Reason = message.Reason };
        if (report is null)
        {
            return new([]) { Gap = $"The stream told of order {number ?? "?"} what cannot be read without what was told before." };
        }

        if (state == VenueOrderState.Filled)
        {
            report = report with { FilledQuantity = report.Quantity };
        }

        if (before is { Type: OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop } stop)
        {
            report = report with { Type = stop.Type, TakesProfit = stop.TakesProfit, StopPrice = report.StopPrice ?? stop.StopPrice };
        }

        Keep(report);
        return new([new VenueEvent.OrderChanged(report)]);
    }

    private void Keep(OrderReport report)
    {
        var number = report.VenueOrderId.Value;
        if (report.State is VenueOrderState.Working or VenueOrderState.Triggered)
        {
            orders[number] = report;
            return;
        }

        orders.Remove(number);
        ended.Enqueue(number);
        if (ended.Count > EndedKept)
        {
            ended.Dequeue();
        }
    }

    private static OrderReport? Decode(KrakenStreamOrder order, VenueOrderState state, string? reason) =>
        order is { OrderId: { } number, Instrument: { } symbol } && KrakenFuturesWords.TypeOf(order.Type, order.LimitPrice > 0) is { } type
            ? new()
            {
                ClientOrderId = KrakenIds.Read(order.CliOrdId),
                ForeignClientId = KrakenIds.Read(order.CliOrdId) is null ? order.CliOrdId : null,
                VenueOrderId = new(number),
                Instrument = new(symbol.ToUpperInvariant()),
                Side = order.Direction == 0 ? Side.Buy : Side.Sell,
                Type = type.Type,
                TakesProfit = type.TakesProfit,
                PostOnly = type.PostOnly,
                ReduceOnly = order.ReduceOnly,
                State = state,
                Quantity = new(order.Qty),
                FilledQuantity = new(order.Filled),
                LimitPrice = KrakenWords.PriceOf(order.LimitPrice),
                StopPrice = KrakenWords.PriceOf(order.StopPrice),
                At = UnixTime.FromMilliseconds(order.LastUpdateTime),
                Reason = reason,
            }
            : null;

    private static FillReport? Decode(KrakenStreamFill fill) => fill is { FillId: { } id, OrderId: { } number, Instrument: { } symbol }
        ? new()
        {
            FillId = new(id),
            ClientOrderId = KrakenIds.Read(fill.CliOrdId),
            VenueOrderId = new(number),
            Instrument = new(symbol.ToUpperInvariant()),
            Side = fill.Buy ? Side.Buy : Side.Sell,
            Quantity = new(fill.Qty),
            Price = new(fill.Price),
            Fee = new(fill.FeePaid ?? 0),
            FeeCurrency = fill.FeeCurrency is { Length: > 0 } currency ? KrakenAssets.Usual(currency) : null,
            IsMaker = KrakenFuturesWords.IsMaker(fill.FillType),
            At = UnixTime.FromMilliseconds(fill.Time),
            Cause = KrakenFuturesWords.CauseOf(fill.FillType),
        }
        : null;

    private static VenuePosition Decode(KrakenStreamPosition position) =>
        new(new(position.Instrument!.ToUpperInvariant()), new(position.Balance), new(position.EntryPrice ?? 0))
        {
            UnrealisedProfit = position.Pnl is { } profit ? new(profit) : null,
            LiquidationPrice = KrakenWords.PriceOf(position.LiquidationThreshold),
            Leverage = position.MaxFixedLeverage is > 0 ? position.MaxFixedLeverage : position.EffectiveLeverage,
            MarginMode = position.MaxFixedLeverage is > 0 ? MarginMode.Isolated : MarginMode.Cross,
        };

    // A message tells of some wallets only, so only the wallet of many currencies is a whole balance.
    private static KrakenFuturesNews Balances(KrakenFuturesMessage message) => message.FlexFutures?.Currencies is { Count: > 0 } currencies
        ? new([new VenueEvent.BalancesChanged([.. currencies.Select(each => new VenueBalance(
            KrakenAssets.Usual(each.Key), new(each.Value.Quantity), new(each.Value.Available ?? each.Value.Quantity)))])])
        : new([]);
}

public sealed record KrakenFuturesNews(IReadOnlyList<VenueEvent> Events)
{
    public string? Gap { get; init; }
}
