using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Api.Histories;

/// <summary>One change of a strategy or a subscription.</summary>
public sealed record HistoryEntryDocument(
    [property: Description("Its number in the audit trail.")] long Number,
    DateTimeOffset At,
    [property: Description("What happened, such as strategy_changed.")] string Event,
    Actor By,
    [property: Description("The reason that was given.")] string? Why,
    [property: Description("What became different, value by value.")] IReadOnlyList<ValueChangeDocument> Changes,
    [property: Description("Whether the state it led to can be restored.")] bool Restorable,
    [property: Description("Whether that state is the present one.")] bool Present)
{
    public static HistoryEntryDocument Of(AuditEntry entry, JsonElement? present)
    {
        var happened = entry.Event;
        var isPresent = happened.After is { } after && present is { } now && JsonElement.DeepEquals(after, now);
        return new(
            entry.Version, entry.At, JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.GetType().Name), happened.By, happened.Why,
            JsonDifference.Of(happened.Before, happened.After), happened.After is not null && !isPresent, isPresent);
    }
}

/// <summary>A value that is another now.</summary>
public sealed record ValueChangeDocument(
    [property: Description("Where it stands, such as defaults.stopLoss.percent.")] string Path,
    [property: Description("Absent: there was none.")] JsonElement? Before,
    [property: Description("Absent: there is none any more.")] JsonElement? After);

/// <summary>A part of a history.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">Send it as <c>after</c> for older changes; absent where there are none.</param>
public sealed record HistoryDocument(IReadOnlyList<HistoryEntryDocument> Items, string? Next);

/// <summary>Which earlier state shall hold again.</summary>
public sealed record RestoreInput(
    [property: Required, Description("The number of the change that led to it.")] long? Number = null,
    [property: Required, Description("The version you read, so that nobody else's change is overwritten.")] long? Version = null);
