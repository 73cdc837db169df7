using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>A passkey that proved its user, and what the device said with it.</summary>
internal sealed record ProvenPasskey(PasskeyRow Row, UserAccount User, long SignCount, bool IsBackedUp);

/// <summary>The framework's own WebAuthn, over our users: what to ask a browser, and whether its answer holds.</summary>
internal sealed class PasskeyCeremony(ITransactionalStore store, PasskeyChallenges challenges, PasskeyOptions options, ILogger<UserManager<UserAccount>> log) : IDisposable
{
    private const string Register = "register";
    private const string Prove = "prove";

    private readonly UserManager<UserAccount> users = new(
        new PasskeyUsers(store), Options.Create(new IdentityOptions()), null!, [], [], new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), null!, log);

    private readonly IdentityPasskeyOptions framework = options.ToFramework();

    /// <summary>What a browser needs to make a passkey, and the cookie that belongs to it.</summary>
    public async Task<(string Options, string Cookie)?> BeginRegistrationAsync(UserAccount user, HttpContext http)
    {
        var entity = new PasskeyUserEntity { Id = user.Id, Name = user.Name, DisplayName = user.Name };
        var made = await Handler().MakeCreationOptionsAsync(entity, http);
        return challenges.Keep(Register, user.Id, made.AttestationState!, http) is { } cookie ? (made.CreationOptionsJson, cookie) : null;
    }

    /// <summary>The passkey a browser made; null where its answer does not hold.</summary>
    public async Task<UserPasskeyInfo?> CompleteRegistrationAsync(UserAccount user, string credential, HttpContext http)
    {
        if (challenges.Take(Register, user.Id, http.Request.Cookies[PasskeyChallenges.CookieName]) is not { } state)
        {
            return null;
        }

        var result = await Handler().PerformAttestationAsync(new() { CredentialJson = credential, AttestationState = state, HttpContext = http });
        return result.Succeeded && result.UserEntity.Id == user.Id ? result.Passkey : null;
    }

    /// <summary>What a browser needs to use any passkey made for this address.</summary>
    public async Task<(string Options, string Cookie)?> BeginProofAsync(HttpContext http)
    {
        var made = await Handler().MakeRequestOptionsAsync(null, http);
        return challenges.Keep(Prove, null, made.AssertionState!, http) is { } cookie ? (made.RequestOptionsJson, cookie) : null;
    }

    public async Task<ProvenPasskey?> CompleteProofAsync(string credential, HttpContext http)
    {
        if (challenges.Take(Prove, null, http.Request.Cookies[PasskeyChallenges.CookieName]) is not { } state)
        {
            return null;
        }

        var result = await Handler().PerformAssertionAsync(new() { CredentialJson = credential, AssertionState = state, HttpContext = http });
        if (!result.Succeeded || !result.User.Enabled)
        {
            return null;
        }

        var row = await store.ReadAsync(scope => PasskeyTable.FindByCredentialAsync(scope, PasskeyRow.TextOf(result.Passkey.CredentialId)), http.RequestAborted);
        return row is null ? null : new(row, result.User, result.Passkey.SignCount, result.Passkey.IsBackedUp);
    }

    public void Dispose() => users.Dispose();

    private PasskeyHandler<UserAccount> Handler() => new(users, Options.Create(framework));
}
