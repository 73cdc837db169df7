using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Notifications;

/// <summary>
/// Keeps who is told of incidents. The engine never asks it, so the configuration stays at its version. Addresses come in and are
/// never handed out but to the senders.
/// </summary>
internal sealed class DestinationStore(ITransactionalStore store, Vault vault, TimeProvider clock)
{
    public Task<IReadOnlyList<DestinationStanding>> ListAsync(CancellationToken cancel) => store.ReadAsync<IReadOnlyList<DestinationStanding>>(async scope =>
    {
        var lines = (await DestinationTable.LinesAsync(scope)).ToDictionary(line => line.Destination, StringComparer.Ordinal);
        var queues = await DestinationTable.QueuesAsync(scope);
        return [.. (await DestinationTable.AllAsync(scope)).Select(row => new DestinationStanding(
            row.Stored, lines[row.Id], (queues.GetValueOrDefault(row.Id)?.Waiting ?? 0) + lines[row.Id].Folded))];
    }, cancel);

    /// <summary>A destination with its address in clear, for a sender alone.</summary>
    public async Task<(Destination Destination, DestinationAddress Address)?> OpenAsync(string id, CancellationToken cancel) =>
        await store.ReadAsync(scope => DestinationTable.FindAsync(scope, id), cancel) is { } row
            ? (row.Destination, DestinationAddress.Open(row.Id, row.AddressSealed, vault))
            : null;

    public Task<ChangeResult<Stored<Destination>>> CreateAsync(Destination wanted, DestinationAddress address, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope => Done(await MakeAsync(scope, wanted, address, clock.GetUtcNow()), request), cancel);

    /// <summary>As a part of a greater change: without an address, which no file holds, and so switched off until one is entered.</summary>
    public async Task<ChangeResult<Stored<Destination>>> InsertAsync(ConfigurationChange change, Destination wanted) =>
        Done(await MakeAsync(change.Scope, wanted with { Enabled = false }, null, change.At), change);

    /// <summary>Replaces everything but the kind: another kind is another destination.</summary>
    /// <param name="address">Null keeps the one there is.</param>
    public Task<ChangeResult<Stored<Destination>>> ReplaceAsync(
        Destination wanted, DestinationAddress? address, long version, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(wanted.Id, version, async (scope, before) => Done(await AlterAsync(scope, before, wanted, address, clock.GetUtcNow()), request), cancel);

    /// <summary>The same as a part of a greater change; the address stays.</summary>
    public async Task<ChangeResult<Stored<Destination>>> UpdateAsync(ConfigurationChange change, DestinationRow row, Destination wanted) =>
        Done(await AlterAsync(change.Scope, row, wanted, null, change.At), change);

    /// <param name="version">The version the caller saw; null deletes whatever stands there.</param>
    public Task<ChangeResult<Stored<Destination>>> DeleteAsync(string id, long? version, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, version, async (scope, row) =>
        {
            await DestinationTable.DeleteAsync(scope, row.Id);
            return Done(Step(row, new DestinationDeleted { Subject = row.Id, SubjectName = row.Name, Before = Entry(row.Destination, false) }, clock.GetUtcNow()), request);
        }, cancel);

    /// <summary>That somebody had a test sent, and how it ended.</summary>
    public Task NoteTestAsync(Destination destination, string how, ChangeRequest request, CancellationToken cancel) => store.WriteAsync(
        StreamId.Administration,
        _ => Task.FromResult(Written.Commit(true, Draft(
            new DestinationTested { Subject = destination.Id, SubjectName = destination.Name, After = JsonSerializer.SerializeToElement(how, NotificationJson.Default.String) }, request, clock.GetUtcNow()))),
        cancel);

    /// <summary>What a destination shows of itself: in the audit trail, and beside another one.</summary>
    public static DestinationEntry EntryOf(Destination destination, bool addressReplaced = false) => new(
        destination.Name, destination.Kind, destination.Enabled, destination.Grade, destination.Kinds, destination.Strategy, destination.Account, destination.Place, addressReplaced);

    private async Task<ChangeResult<DestinationStep>> MakeAsync(StoreScope scope, Destination wanted, DestinationAddress? address, DateTimeOffset now)
    {
        if (Refusal(wanted, await DestinationTable.AllAsync(scope)) is { } refused)
        {
            return ChangeResult.Refused<DestinationStep>(refused);
        }

        var made = wanted with { Since = now, Place = address?.Place(wanted.Kind) ?? "" };
        var row = DestinationTable.RowOf(made, (address ?? new()).Seal(made.Id, vault), 1, now, now);
        await DestinationTable.InsertAsync(scope, row);
        await NoteAddressAsync(scope, row.Id, address, now);
        return Step(row, new DestinationCreated { Subject = row.Id, SubjectName = row.Name, After = Entry(made, address is not null) }, now);
    }

    private async Task<ChangeResult<DestinationStep>> AlterAsync(StoreScope scope, DestinationRow before, Destination wanted, DestinationAddress? address, DateTimeOffset now)
    {
        var place = address?.Place(wanted.Kind) ?? before.Place;
        if (Refusal(wanted with { Place = place }, await DestinationTable.AllAsync(scope), before.Destination) is { } refused)
        {
            return ChangeResult.Refused<DestinationStep>(refused);
        }

        var after = wanted with { Since = wanted.Enabled && before.Enabled == 0 ? now : before.Destination.Since, Place = place };
        var row = DestinationTable.RowOf(after, address?.Seal(after.Id, vault) ?? before.AddressSealed, before.Version + 1, before.Stored.CreatedAt, now);
        await DestinationTable.UpdateAsync(scope, row);
        await DestinationTable.BeginAnewAsync(scope, row.Id);
        if (!after.Enabled)
        {
            await DestinationTable.EmptyAsync(scope, row.Id);
        }

        await NoteAddressAsync(scope, row.Id, address, now);
        return Step(row, new DestinationChanged { Subject = row.Id, SubjectName = row.Name, Before = Entry(before.Destination, false), After = Entry(after, address is not null) }, now);
    }

    private static Task NoteAddressAsync(StoreScope scope, string id, DestinationAddress? address, DateTimeOffset now) =>
        address is null ? Task.CompletedTask : SecretDates.NoteAsync(scope, SecretKind.Destination, id, now);

    private static FieldError? Refusal(Destination wanted, IReadOnlyList<DestinationRow> there, Destination? before = null) =>
        before is null && there.Count >= Destination.Max ? new("name", $"There are at most {Destination.Max} destinations. Delete one first.")
        : there.Any(row => row.Id != wanted.Id && row.Name == wanted.Name) ? new("name", $"Another destination is called {wanted.Name} too.")
        : before is not null && before.Kind != wanted.Kind ? new("kind", "A destination stays of its kind. Create another one instead.")
        : before is not null && wanted is { Enabled: true, HasAddress: false } ? new("address", "It came by a file, without its address. Enter the address to switch it on.")
        : null;

    private Task<ChangeResult<Stored<Destination>>> ChangeAsync(
        string id, long? version, Func<StoreScope, DestinationRow, Task<Written<ChangeResult<Stored<Destination>>>>> work, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope => await DestinationTable.FindAsync(scope, id) switch
        {
            null => Written.Abandon(ChangeResult.NotFound<Stored<Destination>>()),
            var row when version is { } seen && row.Version != seen => Written.Abandon(ChangeResult.Stale<Stored<Destination>>(row.Version)),
            var row => await work(scope, row),
        }, cancel);

    private static ChangeResult<DestinationStep> Step(DestinationRow row, AdministrationEvent happened, DateTimeOffset now) => ChangeResult.Saved(new DestinationStep(row, happened, now));

    private static Written<ChangeResult<Stored<Destination>>> Done(ChangeResult<DestinationStep> result, ChangeRequest request) => result.Row is { } step
        ? Written.Commit(ChangeResult.Saved(step.Row.Stored), Draft(step.Happened, request, step.At))
        : Written.Abandon(ChangeResult.Refused<Stored<Destination>>(result.Errors));

    private static ChangeResult<Stored<Destination>> Done(ChangeResult<DestinationStep> result, ConfigurationChange change)
    {
        if (result.Row is not { } step)
        {
            return ChangeResult.Refused<Stored<Destination>>(result.Errors);
        }

        change.Record(step.Happened);
        return ChangeResult.Saved(step.Row.Stored);
    }

    private static EventDraft Draft(AdministrationEvent happened, ChangeRequest request, DateTimeOffset now) =>
        AdministrationCodec.Events.Write(happened with { By = request.By, Why = request.Why }, now);

    private static JsonElement Entry(Destination destination, bool addressReplaced) =>
        JsonSerializer.SerializeToElement(EntryOf(destination, addressReplaced), NotificationJson.Default.DestinationEntry);
}

/// <summary>A row that was written, and the entry it owes the audit trail.</summary>
internal sealed record DestinationStep(DestinationRow Row, AdministrationEvent Happened, DateTimeOffset At);

/// <summary>A destination as the audit trail shows it: of its address no more than the page does.</summary>
internal sealed record DestinationEntry(
    string Name, DestinationKind Kind, bool Enabled, DestinationGrade Grade, IReadOnlyList<string> Kinds, string? Strategy, string? Account, string Place, bool AddressReplaced);
