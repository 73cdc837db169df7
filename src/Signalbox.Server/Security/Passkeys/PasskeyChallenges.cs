using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>Challenges that were handed out; each is answered once, within minutes, by the browser that holds its cookie.</summary>
internal sealed class PasskeyChallenges(TimeProvider clock, SignInOptions options)
{
    public const string CookieName = "signalbox_passkey";

    private readonly OpenQuestions<Challenge> open = new(clock);

    /// <summary>The secret of the cookie; null where too many wait.</summary>
    /// <param name="user">Who registers; null for signing in and proving.</param>
    public string? Keep(string kind, string? user, string state, HttpContext http)
    {
        var secret = SecretText.Create();
        var isKept = open.Keep(SecretText.Hash(secret), Asker.Of(user, http), new(kind, user, state), clock.GetUtcNow() + options.HalfLifetime);
        return isKept ? secret : null;
    }

    /// <summary>The state of a challenge, which is spent by this; null where there is none such.</summary>
    public string? Take(string kind, string? user, string? secret) =>
        secret is { Length: > 0 } && open.Take(SecretText.Hash(secret)) is { } challenge && challenge.Kind == kind && (user is null || challenge.User == user)
            ? challenge.State
            : null;

    private sealed record Challenge(string Kind, string? User, string State);
}
