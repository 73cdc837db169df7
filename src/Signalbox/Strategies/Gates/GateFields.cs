using System.Collections.Frozen;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Strategies.Gates;

/// <summary>One thing an expression may name.</summary>
/// <param name="Index">Its place in <see cref="GateFields.All"/>.</param>
public sealed record GateField(int Index, string Name, GateType Type, string Meaning);

/// <summary>Everything an expression may name, besides the sender's own <c>extras</c> and the <c>scores</c> of scorers.</summary>
public static class GateFields
{
    private static readonly (string Name, GateType Type, string Meaning)[] Known =
    [
        ("signal.action", GateType.Text, "What the signal asks for: buy, sell, exit, add, reverse, target …"),
        ("signal.ticker", GateType.Text, "The ticker as the sender wrote it."),
        ("signal.instrument", GateType.Text, "The instrument it stands for at this account."),
        ("signal.side", GateType.Text, "The side that would be entered, buy or sell; missing where nothing is."),
        ("signal.sentiment", GateType.Text, "bullish, bearish or flat, where the sender said so."),
        ("signal.price", GateType.Number, "The price the sender saw."),
        ("signal.quantity", GateType.Number, "The quantity that holds: the signal's, the subscription's or the strategy's."),
        ("signal.quantity_type", GateType.Text, "What that quantity counts, such as fixed_quantity."),
        ("signal.order_type", GateType.Text, "The entry's order type: market, limit, stop …"),
        ("signal.limit_price", GateType.Number, "The entry's limit price."),
        ("signal.stop_price", GateType.Number, "The entry's stop price."),
        ("signal.has_stop_loss", GateType.Flag, "Whether the position would have a stop."),
        ("signal.has_take_profit", GateType.Flag, "Whether the position would have a target."),
        ("signal.leverage", GateType.Number, "The leverage that holds."),
        ("signal.age_seconds", GateType.Number, "Seconds since the sender says it arose, or since it came in."),
        ("position.side", GateType.Text, "long, short or flat."),
        ("position.quantity", GateType.Number, "Signed: negative is short, 0 is flat."),
        ("position.average_price", GateType.Number, "Of what is held; missing when flat."),
        ("position.unrealised", GateType.Number, "Open profit at the mid price, in the settlement currency."),
        ("position.age_seconds", GateType.Number, "Seconds since its oldest part was opened."),
        ("market.bid", GateType.Number, "The best bid of a quote at most 2 s old."),
        ("market.ask", GateType.Number, "The best ask of a quote at most 2 s old."),
        ("market.last", GateType.Number, "The last price of a quote at most 2 s old."),
        ("market.mid", GateType.Number, "Between bid and ask, or the last price."),
        ("market.spread", GateType.Number, "Ask less bid."),
        ("market.spread_percent", GateType.Number, "The spread in percent of the mid."),
        ("market.age_seconds", GateType.Number, "The age of the newest quote, however old."),
        ("account.equity", GateType.Number, "Balance and open profit in the instrument's settlement currency."),
        ("account.available", GateType.Number, "What new orders may still bind."),
        ("account.open_orders", GateType.Number, "Orders that are not finished, of the whole account."),
        ("account.positions", GateType.Number, "Instruments with a position."),
        ("account.trading_state", GateType.Text, "active, reducing or halted."),
        ("performance.trades", GateType.Number, "Closed trades known of this subscription and instrument, at most 50."),
        ("performance.losses_in_a_row", GateType.Number, "Losing trades since the last winning one."),
        ("performance.wins_in_a_row", GateType.Number, "Trades without a loss since the last losing one."),
        ("performance.last_profit", GateType.Number, "What the last closed trade earned."),
        ("performance.profit_today", GateType.Number, "What trades closed in the account's trading day earned."),
        ("performance.trades_today", GateType.Number, "How many trades were closed in the account's trading day."),
        ("performance.seconds_since_close", GateType.Number, "Seconds since the last close."),
        ("time.hour", GateType.Number, "0 to 23 in the account's time zone; hour(\"Europe/Berlin\") in another."),
        ("time.minute", GateType.Number, "0 to 59."),
        ("time.weekday", GateType.Text, "monday to sunday in the account's time zone."),
    ];

    public static IReadOnlyList<GateField> All { get; } = [.. Known.Select((field, index) => new GateField(index, field.Name, field.Type, field.Meaning))];

    private static readonly FrozenDictionary<string, GateField> ByName = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static GateField? Find(string name) => ByName.GetValueOrDefault(name);
}
