using System.ComponentModel;
using Signalbox.Server.Node.Calls;
using Signalbox.Venues;

namespace Signalbox.Server.Api.Lines;

/// <summary>How the line to an account's venue stands.</summary>
public sealed record LineDocument(
    string AccountId,
    [property: Description("Whether this node runs the account; elsewhere nothing of its line is known here.")] bool IsRunning,
    [property: Description("The state of the connection; absent for the paper exchange, which has none.")] ConnectionState? State,
    [property: Description("What is the matter and what mends it; empty when nothing is.")] string? Sentence,
    DateTimeOffset? Since,
    [property: Description("What to add to our time to get the venue's, in milliseconds; absent before it was measured.")] double? ClockOffsetMs,
    [property: Description("How long the venue took for the newest orders, at most 200; absent before the first.")] AcknowledgementTimesDocument? Acknowledgement,
    [property: Description("Rate limits: how much is used of how much.")] IReadOnlyList<HeadroomDocument> Limits,
    [property: Description("What the key may do, as last checked; absent before the first check and for the paper exchange.")] PermissionsDocument? Permissions,
    DateTimeOffset At);

public sealed record AcknowledgementTimesDocument(int Count, double MsP50, double MsP95, double MsP99, double MsMax)
{
    internal static AcknowledgementTimesDocument Of(AcknowledgementTimes times) =>
        new(times.Count, Math.Round(times.MsP50, 3), Math.Round(times.MsP95, 3), Math.Round(times.MsP99, 3), Math.Round(times.MsMax, 3));
}

/// <param name="Name">What is limited, such as weight 1m.</param>
/// <param name="ClosedUntil">Nothing passes before; absent while it is open.</param>
public sealed record HeadroomDocument(string Name, string Subject, double Used, double Limit, DateTimeOffset? ClosedUntil);

/// <summary>What a key may do; absent where the venue does not tell.</summary>
public sealed record PermissionsDocument(
    DateTimeOffset CheckedAt, bool? Read, bool? Trade,
    [property: Description("A key of a trading program should not be able to.")] bool? Withdraw,
    bool? AddressRestricted, DateTimeOffset? ExpiresAt,
    [property: Description("Why it could not be checked.")] string? Failure)
{
    internal static PermissionsDocument Of(PermissionsFound found) => new(
        found.At, found.Key?.Read, found.Key?.Trade, found.Key?.Withdraw, found.Key?.AddressRestricted, found.Key?.ExpiresAt, found.Failure);
}
