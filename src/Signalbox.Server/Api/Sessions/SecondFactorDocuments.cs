using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

/// <summary>Your second factor as it stands.</summary>
public sealed record SecondFactorDocument(bool IsEnrolled, int RecoveryCodesLeft)
{
    public static SecondFactorDocument Of(SecondFactorState state) => new(state.IsEnrolled, state.CodesLeft);
}

/// <summary>What an authenticator needs; shown this once.</summary>
/// <param name="Secret">In base 32, to type in.</param>
/// <param name="Address">The same as an otpauth address, to show as a picture.</param>
public sealed record AuthenticatorDocument(string Secret, string Address);

public sealed record ConfirmationInput([property: Required, Description("The code the authenticator shows now.")] string? Code = null);

/// <summary>Each signs in once in place of the authenticator. They are shown this once.</summary>
public sealed record RecoveryCodesDocument(IReadOnlyList<string> Codes);

/// <summary>What signing in needs in this installation.</summary>
public sealed record SignInRulesDocument(long Version, IReadOnlyList<Role> SecondFactorRequiredFor)
{
    public static SignInRulesDocument Of(SignInRules rules) => new(rules.Version, rules.SecondFactorRequiredFor);
}

public sealed record SignInRulesInput(
    [property: Required, Description("The roles whose users need a second factor; empty: nobody.")] IReadOnlyList<Role>? SecondFactorRequiredFor = null,
    [property: Required, Description("The version you read.")] long? Version = null);
