using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>What a session is good for follows from its user's second factor and from who needs one.</summary>
internal static class SessionStanding
{
    public static async Task<OpenSession> OfAsync(StoreScope scope, SessionRow row, UserAccount user)
    {
        var factors = await EnrolledFactors.OfAsync(scope, user.Id);
        var rules = await SignInRules.ReadAsync(scope);
        return row.ToSession() with { Factors = factors, MustEnroll = !factors.Any && rules.SecondFactorRequiredFor.Contains(user.Role) };
    }
}
