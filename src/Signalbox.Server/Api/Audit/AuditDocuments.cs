using System.ComponentModel;
using System.Text.Json;
using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Api.Audit;

/// <summary>One entry of the audit trail.</summary>
public sealed record AuditDocument(
    [property: Description("Its number in the administration stream.")] long Number,
    DateTimeOffset At,
    [property: Description("What happened, such as strategy_changed.")] string Event,
    Actor By,
    [property: Description("Where the request came from; absent where the server acted by itself, and in entries of earlier versions.")] Origin? From,
    [property: Description("The reason that was given.")] string? Why,
    [property: Description("The id of what it happened to.")] string Subject,
    string SubjectName,
    long? ConfigurationVersion,
    JsonElement? Before,
    JsonElement? After)
{
    public static AuditDocument Of(AuditEntry entry)
    {
        var happened = entry.Event;
        return new(
            entry.Version, entry.At, AuditQuery.KindOf(happened), happened.By, happened.From, happened.Why,
            happened.Subject, happened.SubjectName, happened.ConfigurationVersion, happened.Before, happened.After);
    }
}
