using Signalbox.Markets;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>How each of <see cref="GateFields.All"/> is read. A test checks that none is forgotten.</summary>
internal static class GateFactReaders
{
    private static readonly Func<GateFacts, GateValue>[] InOrder = [.. GateFields.All.Select(field => ReaderOf(field.Name))];

    public static Func<GateFacts, GateValue> Of(GateField field) => InOrder[field.Index];

    private static Func<GateFacts, GateValue> ReaderOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)] switch
    {
        "signal" => OfSignal(name),
        "position" => OfPosition(name),
        "market" => OfMarket(name),
        "account" => OfAccount(name),
        "performance" => OfPerformance(name),
        "time" => OfTime(name),
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfSignal(string name) => name switch
    {
        "signal.action" => facts => GateValue.Of(Words.Of(facts.Context.Request.Action)),
        "signal.ticker" => facts => GateValue.Of(facts.Context.Request.Signal?.Ticker ?? facts.Context.Instrument.Id.Value),
        "signal.instrument" => facts => GateValue.Of(facts.Context.Instrument.Id.Value),
        "signal.side" => facts => GateValue.Of(facts.Context.Plan.Enter is { } side ? Words.Of(side) : null),
        "signal.sentiment" => facts => GateValue.Of(facts.Context.Request.Sentiment is { } sentiment ? Words.Of(sentiment) : null),
        "signal.price" => facts => GateValue.Of(facts.Context.Request.SignalPrice?.Value),
        "signal.quantity" => facts => GateValue.Of(facts.Context.Request.Terms.EntrySize.Value.Quantity),
        "signal.quantity_type" => facts => GateValue.Of(Words.Of(facts.Context.Request.Terms.EntrySize.Value.Type)),
        "signal.order_type" => facts => GateValue.Of(Words.Of(facts.Context.Request.Terms.EntryOrder.Value.Type)),
        "signal.limit_price" => facts => GateValue.Of(facts.Context.Request.Terms.EntryOrder.Value.LimitPrice?.Value),
        "signal.stop_price" => facts => GateValue.Of(facts.Context.Request.Terms.EntryOrder.Value.StopPrice?.Value),
        "signal.has_stop_loss" => facts => GateValue.Of(facts.Context.Request.Terms.StopLoss.Value is not null),
        "signal.has_take_profit" => facts => GateValue.Of(facts.Context.Request.Terms.TakeProfit.Value is not null),
        "signal.leverage" => facts => GateValue.Of(facts.Context.Request.Terms.Leverage.Value),
        "signal.age_seconds" => facts => Seconds(facts, facts.Context.Request.SentAt ?? facts.Context.Request.ReceivedAt),
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfPosition(string name) => name switch
    {
        "position.side" => facts => GateValue.Of(facts.Context.Position.Value switch { > 0 => "long", < 0 => "short", _ => "flat" }),
        "position.quantity" => facts => GateValue.Of(facts.Context.Position.Value),
        "position.average_price" => PositionFacts.AveragePrice,
        "position.unrealised" => PositionFacts.Unrealised,
        "position.age_seconds" => facts => PositionFacts.OpenedAt(facts) is { } since ? Seconds(facts, since) : GateValue.Missing,
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfMarket(string name) => name switch
    {
        "market.bid" => facts => GateValue.Of(Fresh(facts)?.Bid?.Value),
        "market.ask" => facts => GateValue.Of(Fresh(facts)?.Ask?.Value),
        "market.last" => facts => GateValue.Of(Fresh(facts)?.Last?.Value),
        "market.mid" => facts => GateValue.Of(Fresh(facts)?.Mid?.Value),
        "market.spread" => facts => Fresh(facts) is { Bid: { } bid, Ask: { } ask } ? GateValue.Of(ask.Value - bid.Value) : GateValue.Missing,
        "market.spread_percent" => facts => Fresh(facts) is { Bid: { } bid, Ask: { } ask, Mid: { Value: > 0 } mid }
            ? GateValue.Of((ask.Value - bid.Value) * 100m / mid.Value)
            : GateValue.Missing,
        "market.age_seconds" => facts => facts.Context.Market is { } market ? Seconds(facts, market.At) : GateValue.Missing,
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfAccount(string name) => name switch
    {
        "account.equity" => facts => GateValue.Of(facts.Context.Funds?.Equity.Value),
        "account.available" => facts => GateValue.Of(facts.Context.Funds?.Available.Value),
        "account.open_orders" => facts => GateValue.Of((decimal)facts.Context.State.Holdings.Values.Sum(holding => holding.OpenOrders.Count)),
        "account.positions" => facts => GateValue.Of((decimal)facts.Context.State.Holdings.Values.Count(holding => !holding.Net.IsZero)),
        "account.trading_state" => facts => GateValue.Of(Words.Of(facts.Context.State.TradingState.Mode)),
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfPerformance(string name) => name switch
    {
        "performance.trades" => facts => GateValue.Of((decimal)facts.Record.Recent.Count),
        "performance.losses_in_a_row" => facts => GateValue.Of((decimal)facts.Record.LossesInARow),
        "performance.wins_in_a_row" => PerformanceFacts.WinsInARow,
        "performance.last_profit" => facts => facts.Record.Recent is { Count: > 0 } recent ? GateValue.Of(recent[^1].Profit.Value) : GateValue.Missing,
        "performance.profit_today" => facts => GateValue.Of(PerformanceFacts.Today(facts).Profit),
        "performance.trades_today" => facts => GateValue.Of((decimal)PerformanceFacts.Today(facts).Trades),
        "performance.seconds_since_close" => facts => facts.Record.Recent.Count > 0 ? Seconds(facts, facts.Record.LastClosedAt) : GateValue.Missing,
        _ => throw Unread(name),
    };

    private static Func<GateFacts, GateValue> OfTime(string name) => name switch
    {
        "time.hour" or "time.minute" or "time.weekday" => facts => GateReading.OfTime.At(name[5..], facts.Now, facts.Context.State.Zone),
        _ => throw Unread(name),
    };

    private static MarketView? Fresh(GateFacts facts) => facts.Context.Market is { } market && market.IsFresh(facts.Now) ? market : null;

    private static GateValue Seconds(GateFacts facts, DateTimeOffset since) => GateValue.Of((decimal)(facts.Now - since).Ticks / TimeSpan.TicksPerSecond);

    private static InvalidOperationException Unread(string name) => new($"Nothing reads the field {name}.");
}
