using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Signals.Terms;

namespace Signalbox.Server.Guidance;

/// <summary>The JSON Schema of Signalbox's own JSON. Its words come from the types; a test holds its fields to what is read.</summary>
public static class SignalSchema
{
    public const string Path = "/schemas/signal.json";

    private const string DecimalPattern = @"^-?\d+(\.\d+)?$";

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
        ["description"] = "One signal, or an array of them as a batch that runs in order. Numbers may be written as text. Fields that are not named here are kept and never acted upon.",
        ["oneOf"] = new JsonArray(
            new JsonObject { ["$ref"] = "#/$defs/signal" },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/signal" }, ["minItems"] = 1, ["maxItems"] = 100 }),
        ["$defs"] = new JsonObject { ["signal"] = Signal() },
    };

    private static JsonObject Signal()
    {
        var signal = Object(
            (SignalboxJsonReader.VersionField, new() { ["const"] = SignalboxJsonReader.Version }),
            ("ticker", Words("What to trade. May be left out where the address or the strategy says it.")),
            ("action", Enum<SignalAction>("What to do.")),
            ("account", Words("Only the subscriptions of the account or venue so named.")),
            ("sentiment", Enum<Sentiment>("The side to be on once the signal is done.")),
            ("size", Size()), ("order", Order()),
            ("timeInForce", Enum<TimeInForce>("How long the order lives.")),
            ("takeProfit", TakeProfit()), ("stopLoss", StopLoss()),
            ("signalPrice", Number("The price the sender saw.")),
            ("cancelOpenOrders", Flag("True: cancel open orders of the ticker first. False: do not, even where the subscription would.")),
            ("includeProtection", Flag("With cancel: stops and targets go too.")),
            ("cancelOrderType", Enum<OrderType>("With cancel: only orders of this type.")),
            ("targetPosition", Number("With target: the position to reach; negative is short.")),
            ("breakevenOffset", Number("With breakeven: how far beyond the average entry the stop goes.")),
            ("timing", Timing()), ("guards", Guards()),
            ("reduceOnly", Flag("Only ever reduce a position.")),
            ("leverage", Number("The leverage to set first.")),
            ("extendedHours", Flag("Stocks and options: also outside regular hours.")),
            ("cancelGroup", Words("Orders of one batch with the same group cancel each other.")),
            ("afterFillOf", Words("In a batch: begins when the item with this id or number has filled.")),
            ("option", Option()),
            ("test", Flag("Read, resolve and judge, but do not trade.")),
            ("id", Words("A second signal with the same id is a duplicate.")),
            ("sentAt", Time("When the signal arose; with it an identical body within 30 s is a resend.")),
            ("orderId", Words("The sender's own order id.")),
            ("interval", Words("The chart interval: shown, never acted upon.")),
            ("extras", new() { ["type"] = "object", ["description"] = "Notes: kept and shown, never acted upon." }));
        signal["required"] = new JsonArray(SignalboxJsonReader.VersionField, "action");
        return signal;
    }

    private static JsonObject Size()
    {
        var size = Object(("quantity", Number("How much.")), ("type", Enum<QuantityType>("What it counts. Absent: fixed_quantity.")));
        size["required"] = new JsonArray("quantity");
        return size;
    }

    private static JsonObject Order()
    {
        var order = Object(
            ("type", Enum<OrderType>("The order type.")), ("limitPrice", Number("Absent: the market price when the order is built.")),
            ("stopPrice", Number("Where a stop triggers.")), ("trailAmount", Number("How far to trail, in price.")), ("trailPercent", Number("How far to trail, in percent.")),
            ("postOnly", Flag("Rest or be refused.")), ("visibleQuantity", Number("How much shows in the book at a time.")), ("quotePrice", Enum<QuotePrice>("Which quote prices an order that names no price.")));
        order["required"] = new JsonArray("type");
        return order;
    }

    private static JsonObject TakeProfit() => Object(("targets", new()
    {
        ["type"] = "array",
        ["minItems"] = 1,
        ["maxItems"] = 20,
        ["items"] = Object(
            ("limitPrice", Number("A price.")), ("percent", Number("A distance from the fill in percent.")), ("amount", Number("A distance from the fill in price.")),
            ("profitAmount", Number("A profit in money.")), ("sharePercent", Number("The part of the position that leaves here."))),
    }));

    private static JsonObject StopLoss() => Object(
        ("type", Enum<StopLossType>("Absent: stop.")), ("stopPrice", Number("A price.")), ("percent", Number("A distance from the fill in percent.")),
        ("amount", Number("A distance from the fill in price.")), ("limitPrice", Number("For stop_limit.")), ("trailAmount", Number("How far to trail, in price.")),
        ("trailPercent", Number("How far to trail, in percent.")), ("lossAmount", Number("A loss in money.")), ("trailFromPercent", Number("Trails once this far in profit.")),
        ("trailFromPrice", Number("Trails from this price.")), ("breakevenAfterTarget", Number("Moves to the entry once so many targets are filled.")),
        ("breakevenOffset", Number("How far beyond the entry that is.")));

    private static JsonObject Timing() => Object(
        ("cancelAfterSeconds", Number("Cancel what is left of the order then.")), ("delaySeconds", Number("Begin so much later.")),
        ("maxLagSeconds", Number("Skip the signal when it is older, by sentAt.")), ("goodTill", Time("With gtd: until then.")),
        ("ignoreTradingWindows", Flag("Act outside trading windows too.")));

    private static JsonObject Guards() => Object(
        ("spreadMax", Number("The widest spread in price.")), ("spreadPercentMax", Number("The widest spread in percent.")),
        ("slippagePercentMax", Number("How far the market may have moved from signalPrice.")), ("requiredPosition", Enum<RequiredPosition>("The position that must be found.")));

    private static JsonObject Option() => Object(
        ("right", Enum<OptionRight>("Call, put or both.")), ("moneyness", Enum<Moneyness>("In or out of the money.")),
        ("expiration", Words("A date, or a distance such as +6 months.")), ("strikeCount", Number("How many strikes to look at.")),
        ("strikesAway", Number("How many strikes from the money.")), ("strikePrice", Number("The strike itself.")));

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties)
    {
        var names = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            names[name] = schema;
        }

        return new() { ["type"] = "object", ["properties"] = names };
    }

    private static JsonObject Words(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Number(string description) =>
        new() { ["type"] = new JsonArray("number", "string"), ["pattern"] = DecimalPattern, ["description"] = description };

    private static JsonObject Flag(string description) => new() { ["type"] = "boolean", ["description"] = description };

    private static JsonObject Time(string description) => new() { ["type"] = "string", ["format"] = "date-time", ["description"] = description };

    private static JsonObject Enum<T>(string description)
        where T : struct, Enum =>
        new() { ["enum"] = new JsonArray([.. System.Enum.GetValues<T>().Select(value => JsonValue.Create(Signalbox.Text.Words.Of(value)))]), ["description"] = description };
}
