using Signalbox.Server.Security.External;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>What a session is good for follows from how its user signs in and from who needs a second factor.</summary>
internal sealed class SessionStanding(ExternalOptions external)
{
    public async Task<OpenSession> OfAsync(StoreScope scope, SessionRow row, UserRow user)
    {
        var factors = await EnrolledFactors.OfAsync(scope, user.Id);
        var rules = await SignInRules.ReadAsync(scope);
        return row.ToSession() with
        {
            Factors = factors,
            HasPassword = user.HasPassword,

            // With a second factor nobody asks for it.
            IsLinked = !factors.Any && external.IssuerName is { } issuer && await ExternalTable.IsLinkedAsync(scope, issuer, user.Id),
            MustEnroll = !factors.Any && rules.SecondFactorRequiredFor.Contains(user.ToUser().Role),
        };
    }
}
