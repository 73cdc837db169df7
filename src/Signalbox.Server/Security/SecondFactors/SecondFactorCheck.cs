using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>What somebody gives as the second factor: a code of the authenticator, or a recovery code.</summary>
public sealed record SecondProof(string? Code, string? RecoveryCode);

/// <summary>Checks a second factor within a transaction, so that what was used once is used up with it.</summary>
internal sealed class SecondFactorCheck(Vault vault)
{
    public async Task<bool> PassesAsync(StoreScope scope, string user, SecondProof proof, DateTimeOffset now) =>
        proof.Code is { Length: > 0 } code
            ? await SecondFactorTable.FindAsync(scope, user) is { ConfirmedAt: not null } row && await MatchesAsync(scope, row, code, now)
            : proof.RecoveryCode is { Length: > 0 } recovery
                && await SecondFactorTable.UseCodeAsync(scope, user, RecoveryCodes.Hash(user, recovery), now);

    /// <summary>Also for a factor that nobody confirmed yet.</summary>
    public async Task<bool> MatchesAsync(StoreScope scope, SecondFactorRow row, string code, DateTimeOffset now)
    {
        var digits = new string([.. code.Where(each => !char.IsWhiteSpace(each))]);
        var secret = Base32.Decode(vault.Open(row.SecretSealed, OwnerOf(row.UserId)));
        if (Totp.Match(secret, digits, now, row.LastStep) is not { } step)
        {
            return false;
        }

        await SecondFactorTable.UsedAsync(scope, row.UserId, step);
        return true;
    }

    public static VaultOwner OwnerOf(string user) => new("second_factors", user, "secret");
}
