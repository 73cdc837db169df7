using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Signalbox.Journal;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

/// <summary>What the browser brings back from the issuer.</summary>
/// <param name="IsError">The issuer says that it signed nobody in; its own words are not looked at.</param>
internal sealed record ExternalReturn(string? State, string? Code, bool IsError);

/// <summary>
/// Goes to an external issuer and comes back with who it vouches for: authorization code with a proof key, state and nonce.
/// It stands for the password alone: a second factor is asked as ever. Nobody is made by it; what an identity then does is
/// in <see cref="ExternalArrival"/>.
/// </summary>
internal sealed class ExternalSignIn(
    ITransactionalStore store, ExternalIssuer issuer, ExternalArrival arrival, SignIn signIn, ExternalOptions options, TimeProvider clock, SignInOptions limits)
{
    public const string CookieName = "signalbox_external";
    public const string CallbackPath = "/api/v1/session/external/callback";

    private readonly OpenQuestions<ExternalAttempt> open = new(clock);

    public bool IsConfigured => options.Issuer is not null;

    /// <summary>Where to send the browser, and the cookie that belongs to it; null where too many wait.</summary>
    public async Task<(Uri Address, string Cookie)?> BeginAsync(ExternalPurpose purpose, HttpContext http)
    {
        var (cookie, state) = (SecretText.Create(), SecretText.Create());
        var address = await issuer.AuthorizationAsync(http.RequestAborted);
        var attempt = new ExternalAttempt
        {
            StateHash = SecretText.Hash(state),
            Nonce = SecretText.Create(),
            Verifier = SecretText.Create(),
            Purpose = purpose,
            BegunAt = clock.GetUtcNow(),
        };
        return open.Keep(SecretText.Hash(cookie), Asker.Of(purpose.User, http), attempt, attempt.BegunAt + limits.HalfLifetime)
            ? (new(Question(address, attempt, state, http)), cookie)
            : null;
    }

    public async Task<ExternalResult> CompleteAsync(string? cookie, ExternalReturn returned, HttpContext http)
    {
        if (cookie is not { Length: > 0 } || returned.State is not { Length: > 0 } state || (returned.Code is not { Length: > 0 } && !returned.IsError)
            || open.Take(SecretText.Hash(cookie)) is not { } attempt || !SecretText.Matches(state, Convert.FromHexString(attempt.StateHash)))
        {
            return new(ExternalOutcome.Refused);
        }

        if (returned.IsError)
        {
            return new(ExternalOutcome.Declined, Purpose: attempt.Purpose);
        }

        return await issuer.RedeemAsync(returned.Code!, attempt, Callback(http), http.RequestAborted) is { } vouched
            ? await ArriveAsync(attempt, vouched, http) with { Purpose = attempt.Purpose }
            : new(ExternalOutcome.Refused, Purpose: attempt.Purpose);
    }

    private async Task<ExternalResult> ArriveAsync(ExternalAttempt attempt, Vouched vouched, HttpContext http)
    {

        var origin = SessionOrigin.Of(http);
        var result = await store.WriteAsync(StreamId.Administration, scope => arrival.ArriveAsync(scope, attempt, vouched, origin), http.RequestAborted);
        if (result.SignedIn is { } signedIn)
        {
            signIn.NoteSuccess(signedIn, origin);
        }

        return result;
    }

    private string Question(Uri address, ExternalAttempt attempt, string state, HttpContext http)
    {
        var asked = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = Callback(http).AbsoluteUri,
            ["scope"] = "openid",
            ["state"] = state,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (attempt.Purpose is ExternalPurpose.Prove)
        {
            // Whoever is signed in at the issuer is asked all the same, and the token must say when.
            (asked["prompt"], asked["max_age"]) = ("login", "0");
        }

        return QueryHelpers.AddQueryString(address.AbsoluteUri, asked);
    }

    private Uri Callback(HttpContext http) => new(options.PublicAddress ?? new($"{http.Request.Scheme}://{http.Request.Host.Value}"), CallbackPath);
}
