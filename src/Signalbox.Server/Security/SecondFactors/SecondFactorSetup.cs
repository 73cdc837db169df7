using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.SecondFactors;

internal enum FactorRemoval
{
    Done,
    NotThere,

    /// <summary>The user could not sign in any more.</summary>
    OnlyWayIn,
}

/// <param name="CodesLeft">Recovery codes that were not used.</param>
public sealed record SecondFactorState(bool IsEnrolled, int CodesLeft);

/// <summary>Sets the second factor of a user up and takes it away.</summary>
internal sealed class SecondFactorSetup(ITransactionalStore store, Vault vault, SecondFactorCheck check, ExternalOptions external, TimeProvider clock)
{
    public Task<SecondFactorState> StateAsync(string user, CancellationToken cancel) =>
        store.ReadAsync(async scope => new SecondFactorState(
            await SecondFactorTable.FindAsync(scope, user) is { ConfirmedAt: not null },
            (int)await SecondFactorTable.CodesLeftAsync(scope, user)), cancel);

    /// <summary>A new secret in base 32, which counts only once a code of it was given; null where there is a factor already.</summary>
    public Task<string?> BeginAsync(Caller caller, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await SecondFactorTable.FindAsync(scope, caller.User.Id) is { ConfirmedAt: not null })
            {
                return Written.Abandon<string?>(null);
            }

            var secret = Base32.Encode(Totp.CreateSecret());
            var kept = vault.Seal(secret, SecondFactorCheck.OwnerOf(caller.User.Id));
            await SecondFactorTable.BeginAsync(scope, caller.User.Id, kept, clock.GetUtcNow());
            return Written.Commit<string?>(secret);
        }, cancel);

    /// <summary>The recovery codes, shown this once; null where the code is wrong, or nothing waits to be confirmed.</summary>
    public Task<IReadOnlyList<string>?> ConfirmAsync(Caller caller, OpenSession session, string code, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            var user = caller.User;
            if (await SecondFactorTable.FindAsync(scope, user.Id) is not { ConfirmedAt: null } row || !await check.MatchesAsync(scope, row, code, now))
            {
                return Written.Abandon<IReadOnlyList<string>?>(null);
            }

            await SecondFactorTable.ConfirmAsync(scope, user.Id, now);
            await SessionTable.ProvenAsync(scope, session.Id, now);

            // A session that was opened with the password alone may be somebody else's.
            await SessionTable.DeleteOthersAsync(scope, user.Id, session.Id);
            return await WithNewCodesAsync(scope, user, new SecondFactorEnrolled { By = caller.Actor, Subject = user.Id, SubjectName = user.Name }, now);
        }, cancel);

    /// <summary>New recovery codes in place of the old ones; null where there is no second factor.</summary>
    public Task<IReadOnlyList<string>?> RenewCodesAsync(Caller caller, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
            !(await EnrolledFactors.OfAsync(scope, caller.User.Id)).Any
                ? Written.Abandon<IReadOnlyList<string>?>(null)
                : await WithNewCodesAsync(
                    scope, caller.User, new RecoveryCodesRenewed { By = caller.Actor, Subject = caller.User.Id, SubjectName = caller.User.Name }, clock.GetUtcNow()), cancel);

    /// <summary>Takes the authenticator away.</summary>
    public Task<FactorRemoval> RemoveAsync(Caller caller, string? why, CancellationToken cancel) =>
        RemoveAsync(caller.User, caller.Actor, why, factors => factors.Authenticator, alsoPasskeys: false, cancel);

    /// <summary>Takes everything away that a user proves itself with beside the password, for lost devices.</summary>
    public Task<FactorRemoval> RemoveAllAsync(UserAccount user, Actor by, string? why, CancellationToken cancel) =>
        RemoveAsync(user, by, why, factors => factors.Any, alsoPasskeys: true, cancel);

    private Task<FactorRemoval> RemoveAsync(
        UserAccount user, Actor by, string? why, Func<EnrolledFactors, bool> isThere, bool alsoPasskeys, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (!isThere(await EnrolledFactors.OfAsync(scope, user.Id)))
            {
                return Written.Abandon(FactorRemoval.NotThere);
            }

            await SecondFactorTable.DeleteAsync(scope, user.Id);
            if (alsoPasskeys)
            {
                await PasskeyTable.DeleteOfUserAsync(scope, user.Id);
                if (!await WaysIn.AnyLeftAsync(scope, user.Id, external.IssuerName))
                {
                    return Written.Abandon(FactorRemoval.OnlyWayIn);
                }
            }

            if (!(await EnrolledFactors.OfAsync(scope, user.Id)).Any)
            {
                await SecondFactorTable.ReplaceCodesAsync(scope, user.Id, []);
            }

            var removed = new SecondFactorRemoved { By = by, Why = why, Subject = user.Id, SubjectName = user.Name };
            return Written.Commit(FactorRemoval.Done, AdministrationCodec.Events.Write(removed, clock.GetUtcNow()));
        }, cancel);

    private static async Task<Written<IReadOnlyList<string>?>> WithNewCodesAsync(
        StoreScope scope, UserAccount user, AdministrationEvent happened, DateTimeOffset now)
    {
        var codes = await RecoveryCodes.RenewAsync(scope, user.Id);
        return Written.Commit<IReadOnlyList<string>?>(codes, AdministrationCodec.Events.Write(happened, now));
    }
}
