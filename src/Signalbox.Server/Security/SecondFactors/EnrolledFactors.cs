using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>What a user can prove itself with beside the password.</summary>
public sealed record EnrolledFactors(bool Authenticator, bool Passkey)
{
    public static readonly EnrolledFactors None = new(false, false);

    public bool Any => Authenticator || Passkey;

    internal static async Task<EnrolledFactors> OfAsync(StoreScope scope, string user) => new(
        await SecondFactorTable.FindAsync(scope, user) is { ConfirmedAt: not null },
        await PasskeyTable.AnyAsync(scope, user));
}
