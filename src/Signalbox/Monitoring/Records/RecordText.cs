using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;

namespace Signalbox.Monitoring.Records;

/// <summary>The nested parts of rows as they are written and read again.</summary>
public static class RecordText
{
    private static readonly RecordJson Json = RecordJson.Default;

    public static Signals.Signal Signal(string json) => Read(json, Json.Signal);

    public static TradeRequest Request(string json) => Read(json, Json.TradeRequest);

    public static TradePlan Plan(string json) => Read(json, Json.TradePlan);

    public static IReadOnlyList<Verdict> Verdicts(string? json) => json is null ? [] : Read(json, Json.VerdictArray);

    public static IReadOnlyList<string> Repairs(string? json) => json is null ? [] : Read(json, Json.StringArray);

    public static IReadOnlyList<ResolvedTerms> Terms(string? json) => json is null ? [] : Read(json, Json.ResolvedTermsArray);

    public static IReadOnlyList<SignalTarget> Targets(string? json) => json is null ? [] : Read(json, Json.SignalTargetArray);

    public static IReadOnlyList<Adjustment> Adjustments(string? json) => json is null ? [] : Read(json, Json.AdjustmentArray);

    public static IReadOnlyList<RecordedLot> Lots(string json) => Read(json, Json.RecordedLotArray);

    public static IReadOnlyList<RecordedProtection> Protection(string json) => Read(json, Json.RecordedProtectionArray);

    public static IReadOnlyList<RecordedClose> Closes(string? json) => json is null ? [] : Read(json, Json.RecordedCloseArray);

    public static RecordedPricing Pricing(string json) => Read(json, Json.RecordedPricing);

    public static RecordedApproval Approval(string json) => Read(json, Json.RecordedApproval);

    /// <summary>Sorts by time, then by what is appended.</summary>
    internal static string Place(DateTimeOffset at, string then) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks:x16}.{then}");

    /// <summary>Not after any place at or after this time.</summary>
    public static string PlaceFrom(DateTimeOffset at) => Place(at, "");

    internal static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static T Read<T>(string json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("A part of a row is null.");
}
