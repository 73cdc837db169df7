using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.SignalboxJson;

/// <summary>One signal of our JSON, field by field.</summary>
internal static class SignalFields
{
    /// <summary>The code of a field whose value is not what it should be; the refusal names its path.</summary>
    public const string Wrong = "invalid-field";

    private const int NameLengthMax = 200;

    public static Signal? Read(JsonFields fields)
    {
        var version = fields.Number(SignalboxJsonReader.VersionField, Wrong);
        if (version != SignalboxJsonReader.Version)
        {
            fields.Refuse("unsupported-version",
                $"The field v {(version is { } other ? $"is {Decimals.Canonical(other)}" : "says no version")}. This server reads version {SignalboxJsonReader.Version}: send \"v\": 1 in every signal.", SignalboxJsonReader.VersionField);
        }

        var action = Word<SignalAction>(fields, "action");
        if (action is null)
        {
            fields.Refuse("invalid-action", $"The field action is missing. Send one of {Choices<SignalAction>.List}.", "action");
            return null;
        }

        var signal = new Signal
        {
            Ticker = Text(fields, "ticker") ?? "",
            Action = action.Value,
            Account = Text(fields, "account"),
            Sentiment = Word<Sentiment>(fields, "sentiment"),
            Size = TermFields.ReadSize(fields.Object("size", Wrong)),
            Order = TermFields.ReadOrder(fields.Object("order", Wrong)),
            TimeInForce = Word<TimeInForce>(fields, "timeInForce"),
            TakeProfit = TermFields.ReadTakeProfit(fields.Object("takeProfit", Wrong)),
            StopLoss = TermFields.ReadStopLoss(fields.Object("stopLoss", Wrong)),
            SignalPrice = fields.Price("signalPrice", Wrong),
            CancelOpenOrders = fields.Flag("cancelOpenOrders", Wrong),
            IncludeProtection = fields.Flag("includeProtection", Wrong) ?? false,
            CancelOrderType = Word<OrderType>(fields, "cancelOrderType"),
            TargetPosition = fields.Number("targetPosition", Wrong) is { } position ? new Quantity(position) : null,
            BreakevenOffset = fields.Number("breakevenOffset", Wrong),
            Timing = TermFields.ReadTiming(fields.Object("timing", Wrong)),
            Guards = TermFields.ReadGuards(fields.Object("guards", Wrong)),
            ReduceOnly = fields.Flag("reduceOnly", Wrong) ?? false,
            Leverage = fields.Positive("leverage", Wrong),
            ExtendedHours = fields.Flag("extendedHours", Wrong),
            CancelGroup = Text(fields, "cancelGroup"),
            AfterFillOf = Text(fields, "afterFillOf"),
            Option = TermFields.ReadOption(fields.Object("option", Wrong)),
            IsTest = fields.Flag("test", Wrong) ?? false,
            ExplicitId = Text(fields, "id"),
            SentAt = TermFields.ReadTime(fields, "sentAt"),
            SenderOrderId = Text(fields, "orderId"),
            Interval = Text(fields, "interval"),
            Extras = fields.Notes("extras", Wrong),
        };
        return fields.Refusal is null ? signal with { UnknownFields = fields.Unread() } : null;
    }

    public static string? Text(JsonFields fields, string name) => fields.Text(name, NameLengthMax, Wrong);

    public static T? Word<T>(JsonFields fields, string name)
        where T : struct, Enum => fields.Word(name, Choices<T>.Words, Wrong, Choices<T>.List);

    private static class Choices<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Words = Enum.GetValues<T>().ToFrozenDictionary(Signalbox.Text.Words.Of, StringComparer.OrdinalIgnoreCase);

        public static readonly string List = string.Join(", ", Enum.GetValues<T>().Select(Signalbox.Text.Words.Of));
    }
}
