using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

public enum ProofStatus
{
    Proven,

    /// <summary>Wrong name, wrong password, disabled or locked: one answer for all, so that it tells nothing.</summary>
    Refused,

    /// <summary>Too many passwords are being checked.</summary>
    Busy,
}

/// <param name="IsOldHash">The stored hash was made with fewer rounds than today's.</param>
internal sealed record Proof(ProofStatus Status, UserRow? User = null, bool IsOldHash = false);

/// <summary>Checks a user's password, and locks a user whose password is being guessed.</summary>
internal sealed class PasswordProof(ITransactionalStore store, Passwords passwords, TimeProvider clock, SignInOptions options)
{
    public async Task<Proof> CheckAsync(string name, string password, CancellationToken cancel)
    {
        // The try is counted before the password is looked at: guesses sent at the same time do not slip past the limit.
        var (user, isLastTry) = await store.WriteAsync(StreamId.Administration, scope => CountTryAsync(scope, name), cancel);
        switch (await passwords.MatchAsync(password, user?.PasswordHash, cancel))
        {
            case PasswordMatch.NotChecked:
                return new(ProofStatus.Busy);
            case PasswordMatch.Yes:
                return new(ProofStatus.Proven, user);
            case PasswordMatch.YesButOldHash:
                return new(ProofStatus.Proven, user, IsOldHash: true);
            default:
                await ReportLockAsync(isLastTry ? user : null, cancel);
                return new(ProofStatus.Refused);
        }
    }

    /// <summary>The user whose password may be checked: null where there is none, or none that may sign in now.</summary>
    private async Task<Written<(UserRow? User, bool IsLastTry)>> CountTryAsync(StoreScope scope, string name)
    {
        var user = await UserTable.FindByNameAsync(scope, name);
        if (user is null || user.Enabled == 0)
        {
            return Written.Abandon<(UserRow?, bool)>((null, false));
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var tries = now - user.TriesSince < (long)options.TriesWindow.TotalMilliseconds ? user.Tries : 0;
        if (tries >= options.TriesMax)
        {
            return Written.Abandon<(UserRow?, bool)>((null, false));
        }

        // The lock lasts from the last try that was allowed.
        var isLast = tries + 1 == options.TriesMax;
        await UserTable.SetTriesAsync(scope, user.Id, tries + 1, tries == 0 || isLast ? now : user.TriesSince);
        return Written.Commit<(UserRow?, bool)>((user, isLast));
    }

    private async Task ReportLockAsync(UserRow? user, CancellationToken cancel)
    {
        if (user is null)
        {
            return;
        }

        var locked = new UserLocked { Subject = user.Id, SubjectName = user.Name };
        await store.WriteAsync(
            StreamId.Administration, _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(locked, clock.GetUtcNow()))), cancel);
    }
}
