using System.ComponentModel;
using System.Text.Json;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Guidance;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Api.Records;

/// <summary>A signal in a list.</summary>
public sealed record SignalSummaryDocument(
    string Id,
    string StrategyId,
    DateTimeOffset ReceivedAt,
    [property: Description("The language it was read as; absent where none recognised it.")] string? Reader,
    string? Ticker,
    string? Action,
    [property: Description("pending, executed, partial or rejected.")] string Status,
    [property: Description("Why the signal as a whole was refused.")] string? Code,
    string? Message,
    [property: Description("How many subscriptions it was owed to.")] long Targets,
    [property: Description("How many of them came to an end.")] long Processed,
    [property: Description("How many of those were refused, rejected, expired or are not known.")] long Failed,
    [property: Description("The same body came a short while before.")] bool LooksRepeated,
    bool IsTest,
    [property: Description("The batch it came in.")] string? BatchId,
    [property: Description("The past signal it repeats at a paper account.")] string? ReplayOf)
{
    public static SignalSummaryDocument Of(SignalRow row) => new(
        row.Id, row.Strategy, RecordValues.Time(row.ReceivedAt), row.Reader, row.Ticker, row.Action, row.Status, row.Code, row.Message,
        row.Targets, row.Processed, row.Failed, row.LooksRepeated == 1, row.IsTest == 1, row.Batch, row.ReplayOf);
}

/// <summary>What became of a signal, from the body that came in to the last fill.</summary>
public sealed record SignalDocument(
    SignalSummaryDocument Summary,
    [property: Description("The body as it arrived.")] string Raw,
    [property: Description("The field at fault, where the body was refused.")] string? Field,
    [property: Description("Codes of what was mended to read the body.")] IReadOnlyList<string> Repairs,
    [property: Description("Which piece of the body said what.")] IReadOnlyList<TextPartDocument> Parts,
    [property: Description("How the body was read: the canonical signal.")] JsonElement? Signal,
    [property: Description("The version of the configuration it met.")] long? ConfigurationVersion,
    IReadOnlyList<SignalTargetDocument> Targets,
    IReadOnlyList<TradeDocument> Trades,
    IReadOnlyList<PlacedOrderDocument> Orders,
    IReadOnlyList<FillDocument> Fills,
    IReadOnlyList<IncidentDocument> Incidents,
    [property: Description("Every step in the order it happened.")] IReadOnlyList<TimelineDocument> Timeline);

/// <summary>A subscription the signal was owed to, and what held there.</summary>
public sealed record SignalTargetDocument(
    string SubscriptionId,
    string AccountId,
    [property: Description("Why nothing was delivered there.")] string? Refused,
    EffectiveTermsDocument Terms)
{
    public static IReadOnlyList<SignalTargetDocument> Of(SignalRow row, Sight sight)
    {
        var terms = RecordText.Terms(row.Terms).Select(EffectiveTermsDocument.Of).ToArray();
        return [.. RecordText.Targets(row.TargetList).Where(target => sight.Sees(target.Account)).Select(target => Of(target, terms[target.Terms]))];
    }

    private static SignalTargetDocument Of(SignalTarget target, EffectiveTermsDocument terms) =>
        new(target.Subscription.Value, target.Account.Value, target.Refused, terms);
}

/// <summary>One step on a signal's way.</summary>
/// <param name="Phase">
/// received, committed, taken, started, intended, sent, accepted, first_fill, protected, finished or ended. Committed and sent
/// are known of the newest signals only.
/// </param>
/// <param name="MsAfterReceipt">Since the body came in.</param>
public sealed record TimelineDocument(
    string Phase, DateTimeOffset At, double MsAfterReceipt, string? SubscriptionId, string? OrderId, string? Leg);
