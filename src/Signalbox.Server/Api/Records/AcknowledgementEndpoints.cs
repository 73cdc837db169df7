using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Dapper;
using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Records;

/// <summary>Alerts somebody has seen.</summary>
public sealed record AcknowledgementInput(
    [property: Required, Description("The ids of 1 to 500 incidents.")] IReadOnlyList<string>? Ids = null,
    [property: Description("What is done about it.")] string? Note = null);

public sealed record AcknowledgementDocument(string By, DateTimeOffset At, string? Note)
{
    public static AcknowledgementDocument Of(Acknowledgement seen) => new(seen.By, seen.At, seen.Note);
}

internal static class AcknowledgementEndpoints
{
    private const int IdsMax = 500;
    private const int NoteCharsMax = 500;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/incidents/acknowledge", AcknowledgeAsync).Requires(Scope.Trade).WithTags("Accounts")
        .Describe("acknowledgeIncidents", "Say that alerts were seen", "Takes the level `trade` at the account of each. The first who says so is kept, with the note. Nothing else changes: what is wrong stays wrong until it is mended.")
        .AnswersNothing();

    private static async Task<IResult> AcknowledgeAsync(
        Input<AcknowledgementInput> input, Caller caller, Sight sight, AcknowledgementStore store, RecordReader reader, CancellationToken cancel)
    {
        var ids = (input.Value.Ids ?? []).Distinct(StringComparer.Ordinal).ToArray();
        var note = input.Value.Note?.Trim() is { Length: > 0 } given ? given : null;
        input.Check.Require(ids.Length is > 0 and <= IdsMax, "ids", $"Name 1 to {IdsMax} incidents.");
        input.Check.Require(note is null || (note.Length <= NoteCharsMax && StorableText.Is(note)), "note", $"A note is one line of at most {NoteCharsMax} characters.");
        if (!input.Check.Failed)
        {
            var values = new DynamicParameters();
            var named = InList.Of("place", ids, "id", (name, value) => values.Add(name, value));
            var accounts = await reader.ReadAsync(sight, scope => scope.RowsAsync<string>($"SELECT coalesce(account, '') FROM incidents WHERE {named}", values), cancel);
            input.Check.Require(accounts.Count == ids.Length, "ids", "One of these is no incident. Read the list again.");
            if (!input.Check.Failed && accounts.Any(account => !sight.May(new AccountId(account), PermissionLevel.Trade)))
            {
                return PermissionWords.NotPermitted();
            }
        }

        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        await store.AcknowledgeAsync(ids, note, caller.Change(note), cancel);
        return TypedResults.NoContent();
    }
}
