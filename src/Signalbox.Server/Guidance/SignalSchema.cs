using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Signals.Terms;

using static Signalbox.Server.Guidance.SchemaKinds;

namespace Signalbox.Server.Guidance;

/// <summary>
/// The JSON Schema of Signalbox's own JSON: field by field it accepts what is read and refuses what is refused, which a test
/// holds it to. What fields demand of each other is for <c>/signals/parse</c> to say.
/// </summary>
public static class SignalSchema
{
    public const string Path = "/schemas/signal.json";

    public static string Text { get; } = Write(Build());

    public static void Map(WebApplication app) =>
        app.MapGet(Path, () => Results.Text(Text, "application/schema+json")).AllowAnonymous().ExcludeFromDescription();

    private static string Write(JsonObject schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            schema.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static JsonObject Build() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Signalbox signal",
        ["description"] = "One signal, or an array of them as a batch that runs in order. Numbers and switches may be written as text, words in any case; null and empty text count as absent. Fields that are not named here are kept and never acted upon. POST a body to /api/v1/signals/parse to learn whether its fields agree.",
        ["oneOf"] = new JsonArray(
            new JsonObject { ["$ref"] = "#/$defs/signal" },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/signal" }, ["minItems"] = 1, ["maxItems"] = 100 }),
        ["$defs"] = new JsonObject { ["signal"] = Signal() },
    };

    private static JsonObject Signal()
    {
        var signal = Object(
            (SignalboxJsonReader.VersionField, new() { ["enum"] = new JsonArray(SignalboxJsonReader.Version, "1") }),
            ("ticker", Words("What to trade. May be left out where the address or the strategy says it.")),
            ("action", Required(Enum<SignalAction>("What to do."))),
            ("account", Words("Only the subscriptions of the account or venue so named.")),
            ("sentiment", Enum<Sentiment>("The side to be on once the signal is done.")),
            ("size", Size()), ("order", Order()),
            ("timeInForce", Enum<TimeInForce>("How long the order lives.")),
            ("takeProfit", TakeProfit()), ("stopLoss", StopLoss()),
            ("signalPrice", Positive("The price the sender saw.")),
            ("cancelOpenOrders", Flag("True: cancel open orders of the ticker first. False: do not, even where the subscription would.")),
            ("includeProtection", Flag("With cancel: stops and targets go too.")),
            ("cancelOrderType", Enum<OrderType>("With cancel: only orders of this type.")),
            ("targetPosition", Number("With target: the position to reach; negative is short.")),
            ("breakevenOffset", Number("With breakeven: how far beyond the average entry the stop goes.")),
            ("timing", Timing()), ("guards", Guards()),
            ("reduceOnly", Flag("Only ever reduce a position.")),
            ("leverage", Positive("The leverage to set first.")),
            ("extendedHours", Flag("Stocks and options: also outside regular hours.")),
            ("cancelGroup", Words("Orders of one batch with the same group cancel each other.")),
            ("afterFillOf", Words("In a batch: begins when the item with this id or number has filled.")),
            ("option", Option()),
            ("test", Flag("Read, resolve and judge, but do not trade.")),
            ("id", Words("A second signal with the same id is a duplicate.")),
            ("sentAt", Instant("When the signal arose; with it an identical body within 30 s is a resend.")),
            ("orderId", Words("The sender's own order id.")),
            ("interval", Words("The chart interval: shown, never acted upon.")),
            ("extras", new() { ["type"] = new JsonArray("object", "null"), ["description"] = "Notes: kept and shown, never acted upon." }));
        signal["required"] = new JsonArray(SignalboxJsonReader.VersionField, "action");
        return signal;
    }

    private static JsonObject Size()
    {
        var size = Nullable(("quantity", Required(Positive("How much."))), ("type", Enum<QuantityType>("What it counts. Absent: fixed_quantity.")));
        size["required"] = new JsonArray("quantity");
        return size;
    }

    private static JsonObject Order()
    {
        var order = Nullable(
            ("type", Required(Enum<OrderType>("The order type."))), ("limitPrice", Positive("Absent: the market price when the order is built.")),
            ("stopPrice", Positive("Where a stop triggers.")), ("trailAmount", Positive("How far to trail, in price.")), ("trailPercent", Positive("How far to trail, in percent.")),
            ("postOnly", Flag("Rest or be refused.")), ("visibleQuantity", Positive("How much shows in the book at a time.")), ("quotePrice", Enum<QuotePrice>("Which quote prices an order that names no price.")));
        order["required"] = new JsonArray("type");
        return order;
    }

    private static JsonObject TakeProfit()
    {
        var profit = Nullable(("targets", new()
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = 20,
            ["items"] = Object(
                ("limitPrice", Positive("A price.")), ("percent", Positive("A distance from the fill in percent.")), ("amount", Positive("A distance from the fill in price.")),
                ("profitAmount", Positive("A profit in money.")), ("sharePercent", Positive("The part of the position that leaves here."))),
        }));
        profit["required"] = new JsonArray("targets");
        return profit;
    }

    private static JsonObject StopLoss() => Nullable(
        ("type", Enum<StopLossType>("Absent: stop.")), ("stopPrice", Positive("A price.")), ("percent", Positive("A distance from the fill in percent.")),
        ("amount", Positive("A distance from the fill in price.")), ("limitPrice", Positive("For stop_limit.")), ("trailAmount", Positive("How far to trail, in price.")),
        ("trailPercent", Positive("How far to trail, in percent.")), ("lossAmount", Positive("A loss in money.")), ("trailFromPercent", Positive("Trails once this far in profit.")),
        ("trailFromPrice", Positive("Trails from this price.")), ("breakevenAfterTarget", Whole("Moves to the entry once so many targets are filled.", 0, 20)),
        ("breakevenOffset", Number("How far beyond the entry that is.")));

    private static JsonObject Timing() => Nullable(
        ("cancelAfterSeconds", Number("Cancel what is left of the order then.")), ("delaySeconds", Number("Begin so much later.")),
        ("maxLagSeconds", Number("Skip the signal when it is older, by sentAt.")), ("goodTill", Instant("With gtd: until then.")),
        ("ignoreTradingWindows", Flag("Act outside trading windows too.")));

    private static JsonObject Guards() => Nullable(
        ("spreadMax", Positive("The widest spread in price.")), ("spreadPercentMax", Positive("The widest spread in percent.")),
        ("slippagePercentMax", Positive("How far the market may have moved from signalPrice.")), ("requiredPosition", Enum<RequiredPosition>("The position that must be found.")));

    private static JsonObject Option() => Nullable(
        ("right", Enum<OptionRight>("Call, put or both.")), ("moneyness", Enum<Moneyness>("In or out of the money.")),
        ("expiration", Words("A date, or a distance such as +6 months.")), ("strikeCount", Whole("How many strikes to look at.", 1, 1_000)),
        ("strikesAway", Whole("How many strikes from the money.", 0, 1_000)), ("strikePrice", Positive("The strike itself.")));
}
