namespace Signalbox.Server.Api.Records;

internal static class RecordFields
{
    public static FilterField Is(string name, string column, string description) => new(name, FilterKind.Text, description, $"{column} = @{name}");

    public static FilterField Since(string column) => new("since", FilterKind.Time, "Not before this time.", $"{column} >= @since");

    public static FilterField Until(string column) => new("until", FilterKind.Time, "Before this time.", $"{column} < @until");

    public static FilterField Side { get; } = new("side", FilterKind.Text, "Only this side.", "side = @side", "buy", "sell");

    public static FilterField Leg(string what) => new("leg", FilterKind.Text, $"Only {what} that are this.", "leg = @leg", "entry", "exit", "stop_loss", "take_profit");

    public static FilterField Part(string description, params string[] columns) => new("text", FilterKind.Part, description,
        $"({string.Join(" OR ", columns.Select(column => $"lower({column}) LIKE lower(@text) ESCAPE '!'"))})");
}

internal sealed class SignalList : IRecordList
{
    private const string OfTrades = "EXISTS (SELECT 1 FROM trades WHERE trades.signal = signals.id AND trades.";

    public static string Table => "signals";

    public static string Order => "id";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("strategyId", "strategy", "Only signals of this strategy."),
        new("subscriptionId", FilterKind.Text, "Only signals this subscription took.", $"{OfTrades}subscription = @subscriptionId)"),
        new("accountId", FilterKind.Text, "Only signals this account took.", $"{OfTrades}account = @accountId)"),
        new("status", FilterKind.Text, "Only signals that came to this.", "status = @status", "pending", "executed", "partial", "rejected"),
        new("code", FilterKind.Text, "Only signals refused with this code, as a whole or by a subscription.", $"(code = @code OR {OfTrades}code = @code))"),
        RecordFields.Is("ticker", "ticker", "Only signals of this ticker."),
        RecordFields.Is("action", "action", "Only signals with this action."),
        RecordFields.Is("batchId", "batch", "Only signals of this batch."),
        RecordFields.Is("reader", "reader", "Only signals read as this language."),
        RecordFields.Since("received_at"),
        RecordFields.Until("received_at"),
        RecordFields.Part("Only signals whose body or message contains this.", "raw", "message"),
    ];
}

internal sealed class TradeList : IRecordList
{
    public static string Table => "trades";

    public static string Order => "id";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("signalId", "signal", "Only what this signal did."),
        RecordFields.Is("strategyId", "strategy", "Only trades of this strategy."),
        RecordFields.Is("subscriptionId", "subscription", "Only trades of this subscription."),
        RecordFields.Is("accountId", "account", "Only trades of this account."),
        RecordFields.Is("symbol", "instrument", "Only trades of this symbol."),
        RecordFields.Is("status", "status", "Only trades that came to this."),
        RecordFields.Is("code", "code", "Only trades with this code."),
        new("settled", FilterKind.Flag, "Only trades that are (true) or are not (false) settled.", "settled = @settled"),
        RecordFields.Since("received_at"),
        RecordFields.Until("received_at"),
    ];
}

internal sealed class OrderList : IRecordList
{
    public static string Table => "orders";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("signalId", "signal", "Only orders of this signal."),
        RecordFields.Is("strategyId", "strategy", "Only orders of this strategy."),
        RecordFields.Is("subscriptionId", "subscription", "Only orders of this subscription."),
        RecordFields.Is("accountId", "account", "Only orders of this account."),
        RecordFields.Is("symbol", "instrument", "Only orders of this symbol."),
        RecordFields.Is("status", "status", "Only orders in this state."),
        RecordFields.Leg("orders"),
        RecordFields.Side,
        new("open", FilterKind.Flag, "Only orders that can (true) or cannot (false) fill any more.", "is_open = @open"),
        RecordFields.Since("intended_at"),
        RecordFields.Until("intended_at"),
    ];
}

internal sealed class FillList : IRecordList
{
    public static string Table => "fills";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("signalId", "signal", "Only fills of this signal's orders."),
        RecordFields.Is("strategyId", "strategy", "Only fills of this strategy."),
        RecordFields.Is("subscriptionId", "subscription", "Only fills of this subscription."),
        RecordFields.Is("accountId", "account", "Only fills of this account."),
        RecordFields.Is("symbol", "instrument", "Only fills of this symbol."),
        RecordFields.Is("orderId", "order_id", "Only fills of this order."),
        RecordFields.Leg("fills of orders"),
        RecordFields.Side,
        RecordFields.Since("at"),
        RecordFields.Until("at"),
    ];
}

internal sealed class IncidentList : IRecordList
{
    public static string Table => "incidents";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("accountId", "account", "Only what happened at this account."),
        RecordFields.Is("kind", "kind", "Only incidents of this kind."),
        RecordFields.Is("signalId", "signal", "Only what this signal met."),
        RecordFields.Since("at"),
        RecordFields.Until("at"),
    ];
}

/// <summary>Few rows: shown whole, in pages by account and symbol.</summary>
internal sealed class PositionList : IRecordList
{
    public static string Table => "positions";

    /// <summary>A space sorts before every letter an id may hold.</summary>
    public static string Order => "account || ' ' || instrument";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("accountId", "account", "Only positions of this account."),
        RecordFields.Is("symbol", "instrument", "Only positions of this symbol."),
        new("open", FilterKind.Flag, "Only what is held (true) or was held (false).", "is_open = @open"),
    ];
}

internal sealed class EquityList : IRecordList
{
    public static string Table => "equity";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("accountId", "account", "Only this account."),
        RecordFields.Is("currency", "currency", "Only this currency."),
        RecordFields.Since("at"),
        RecordFields.Until("at"),
    ];
}
