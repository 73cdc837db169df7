using Signalbox.Journal;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>Challenges that were handed out; each is answered once, within minutes, by the browser that holds its cookie.</summary>
internal sealed class PasskeyChallenges(ITransactionalStore store, TimeProvider clock, SignInOptions options)
{
    public const string CookieName = "signalbox_passkey";

    /// <summary>The secret of the cookie; null where too many wait.</summary>
    /// <param name="user">Who registers; null for signing in and proving.</param>
    public Task<string?> KeepAsync(string kind, string? user, string state, HttpContext http) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            var asker = OpenQuestions.Asker(user, http);
            if (!await OpenQuestions.MakeRoomAsync(scope, "passkey_challenges", asker, now))
            {
                return Written.Abandon<string?>(null);
            }

            var secret = SecretText.Create();
            await scope.ExecuteAsync(
                "INSERT INTO passkey_challenges (hash, kind, user_id, state, expires_at, asker) VALUES (@Hash, @Kind, @User, @State, @ExpiresAt, @Asker)",
                new { Hash = SecretText.Hash(secret), Kind = kind, User = user, State = state, ExpiresAt = (now + options.HalfLifetime).ToUnixTimeMilliseconds(), Asker = asker });
            return Written.Commit<string?>(secret);
        }, http.RequestAborted);

    /// <summary>The state of a challenge, which is spent by this; null where there is none such.</summary>
    public Task<string?> TakeAsync(string kind, string? user, string? secret, CancellationToken cancel) =>
        secret is not { Length: > 0 } ? Task.FromResult<string?>(null) : store.WriteAsync(StreamId.Administration, async scope =>
        {
            var hash = SecretText.Hash(secret);
            var state = await scope.RowAsync<string>(
                $"SELECT state FROM passkey_challenges WHERE hash = @Hash AND kind = @Kind AND expires_at > @Now{(user is null ? "" : " AND user_id = @User")}",
                new { Hash = hash, Kind = kind, User = user, Now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
            await scope.ExecuteAsync("DELETE FROM passkey_challenges WHERE hash = @Hash", new { Hash = hash });
            return Written.Commit<string?>(state);
        }, cancel);
}
