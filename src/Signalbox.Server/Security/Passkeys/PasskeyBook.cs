using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Passkeys;

/// <param name="RecoveryCodes">Made with a user's first second factor, and shown this once; null where there are some already.</param>
internal sealed record RegisteredPasskey(PasskeyRow Row, IReadOnlyList<string>? RecoveryCodes);

/// <summary>The passkeys there are, each change with its audit event.</summary>
internal sealed class PasskeyBook(
    ITransactionalStore store, SessionOpening opening, AddressTries addresses, ExternalOptions external, IIdSource ids, TimeProvider clock, SignInOptions options)
{
    public const int PerUserMax = 20;

    public Task<IReadOnlyList<PasskeyRow>> ListAsync(string user, CancellationToken cancel) =>
        store.ReadAsync(scope => PasskeyTable.OfUserAsync(scope, user), cancel);

    /// <summary>Null where it is registered already, or there are too many.</summary>
    public Task<RegisteredPasskey?> AddAsync(Caller caller, OpenSession session, string name, Microsoft.AspNetCore.Identity.UserPasskeyInfo info, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var (now, user) = (clock.GetUtcNow(), caller.User);
            var row = PasskeyRow.Of(ids.Next().ToString(), user.Id, name, info, now);
            if (await PasskeyTable.FindByCredentialAsync(scope, row.CredentialId) is not null || (await PasskeyTable.OfUserAsync(scope, user.Id)).Count >= PerUserMax)
            {
                return Written.Abandon<RegisteredPasskey?>(null);
            }

            await PasskeyTable.InsertAsync(scope, row);
            await SessionTable.ProvenAsync(scope, session.Id, now);
            await SessionTable.DeleteOthersAsync(scope, user.Id, session.Id);
            var codes = await SecondFactorTable.CodesLeftAsync(scope, user.Id) > 0 ? null : await RecoveryCodes.RenewAsync(scope, user.Id);
            return Written.Commit<RegisteredPasskey?>(new(row, codes), Draft(new PasskeyAdded { By = caller.Actor, Subject = user.Id, SubjectName = user.Name, After = Named(name) }, now));
        }, cancel);

    /// <summary>False where this user has no such passkey.</summary>
    public Task<bool> RenameAsync(Caller caller, string id, string name, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await PasskeyTable.FindAsync(scope, id) is not { } row || row.UserId != caller.User.Id)
            {
                return Written.Abandon(false);
            }

            await PasskeyTable.RenameAsync(scope, id, name);
            return Written.Commit(true, Draft(
                new PasskeyRenamed { By = caller.Actor, Subject = caller.User.Id, SubjectName = caller.User.Name, Before = Named(row.Name), After = Named(name) }, clock.GetUtcNow()));
        }, cancel);

    public Task<FactorRemoval> RemoveAsync(Caller caller, string id, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var user = caller.User;
            if (await PasskeyTable.FindAsync(scope, id) is not { } row || row.UserId != user.Id)
            {
                return Written.Abandon(FactorRemoval.NotThere);
            }

            await PasskeyTable.DeleteAsync(scope, id);
            if (!await WaysIn.AnyLeftAsync(scope, user.Id, external.IssuerName))
            {
                return Written.Abandon(FactorRemoval.OnlyWayIn);
            }

            if (!(await EnrolledFactors.OfAsync(scope, user.Id)).Any)
            {
                await SecondFactorTable.ReplaceCodesAsync(scope, user.Id, []);
            }

            return Written.Commit(FactorRemoval.Done, Draft(new PasskeyRemoved { By = caller.Actor, Subject = user.Id, SubjectName = user.Name, Before = Named(row.Name) }, clock.GetUtcNow()));
        }, cancel);

    /// <summary>A session for whoever a passkey proved: the device asked for its owner, so it is both factors.</summary>
    public async Task<OpenedSession?> SignInAsync(ProvenPasskey proven, SessionOrigin origin, CancellationToken cancel)
    {
        var opened = await store.WriteAsync(StreamId.Administration, scope => OpenAsync(scope, proven, origin), cancel);
        if (opened is not null)
        {
            addresses.Succeeded(origin.Address);
        }

        return opened;
    }

    /// <summary>Until when the proof counts; null where the passkey is not this caller's.</summary>
    public Task<DateTimeOffset?> ProveAsync(Caller caller, OpenSession session, ProvenPasskey proven, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            if (proven.User.Id != caller.User.Id || !await UseAsync(scope, proven, now))
            {
                return Written.Abandon<DateTimeOffset?>(null);
            }

            await SessionTable.ProvenAsync(scope, session.Id, now);
            return Written.Commit<DateTimeOffset?>(
                now + options.ProofLifetime, Draft(new SessionProven { By = caller.Actor, Subject = caller.User.Id, SubjectName = caller.User.Name }, now));
        }, cancel);

    private async Task<Written<OpenedSession?>> OpenAsync(StoreScope scope, ProvenPasskey proven, SessionOrigin origin)
    {
        var (now, user) = (clock.GetUtcNow(), proven.User);
        if (!await UseAsync(scope, proven, now) || await UserTable.FindAsync(scope, user.Id) is not { Enabled: 1 } row)
        {
            return Written.Abandon<OpenedSession?>(null);
        }

        await HalfSignIns.DeleteOfUserAsync(scope, user.Id);
        var opened = await opening.OpenAsync(scope, row, origin);
        var by = new Actor(ActorKind.User, user.Id, user.Name);
        return Written.Commit<OpenedSession?>(opened, Draft(new SignedIn { By = by, Subject = user.Id, SubjectName = user.Name }, now));
    }

    private static Task<bool> UseAsync(StoreScope scope, ProvenPasskey proven, DateTimeOffset now) =>
        PasskeyTable.UsedAsync(scope, proven.Row.Id, proven.Row.SignCount, proven.SignCount, proven.IsBackedUp, now);

    // Not as the reason: what people call their devices is theirs, and only before and after are under their key.
    private static JsonElement Named(string name) => JsonSerializer.SerializeToElement(new(name), SecurityJson.Default.PasskeySnapshot);

    private static EventDraft Draft(AdministrationEvent happened, DateTimeOffset now) => AdministrationCodec.Events.Write(happened, now);
}
