using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Sessions;

public sealed record SignInInput([property: Required] string? Name = null, [property: Required] string? Password = null);

public sealed record PasswordInput(
    [property: Description("Needed where you have one; else a fresh proof is.")] string? CurrentPassword = null,
    [property: Required, Description("At least 12 characters.")] string? NewPassword = null);

/// <summary>One proof of who is signed in.</summary>
public sealed record ProofInput(
    [property: Description("Your password; only where you have no second factor.")] string? Password = null,
    [property: Description("The code your authenticator shows now.")] string? Code = null,
    [property: Description("One of your recovery codes; it is used up.")] string? RecoveryCode = null,
    [property: Description("The credential a browser gave after POST /api/v1/session/passkey/options, as JSON text.")] string? Passkey = null);

/// <summary>The second factor of a sign-in whose password was right: one of the two.</summary>
public sealed record SecondStepInput(
    [property: Description("The code your authenticator shows now.")] string? Code = null,
    [property: Description("One of your recovery codes; it is used up.")] string? RecoveryCode = null);

/// <param name="Proofs">What completes the sign-in.</param>
public sealed record SecondStepDocument(IReadOnlyList<ProofKind> Proofs)
{
    public static SecondStepDocument Of(EnrolledFactors factors) => new(SessionDocument.ProofsOf(factors));
}

/// <summary>How whoever is signed in can prove it anew.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ProofKind>))]
public enum ProofKind
{
    Password,

    /// <summary>Signing in anew at the external issuer.</summary>
    External,
    Passkey,

    /// <summary>Of an authenticator.</summary>
    Code,
    RecoveryCode,
}

/// <param name="FreshUntil">Until then actions that move risk are not asked for another proof.</param>
public sealed record ProofDocument(DateTimeOffset FreshUntil);

/// <summary>Who is signed in, or whose token this is.</summary>
/// <param name="Proofs">What the session may be asked to prove anew, the preferred one first; empty for a token, which is never asked.</param>
/// <param name="MustEnroll">A second factor is required and there is none: until one is set up the session is good for nothing else.</param>
/// <param name="HasPassword">Whether whoever is signed in has a password here; absent for a token.</param>
/// <param name="ProvenAt">When it was last proven who is signed in; absent for a token.</param>
public sealed record SessionDocument(
    string UserId, string Name, Role Role, IReadOnlyList<Scope> Scopes, IReadOnlyList<ProofKind> Proofs, bool MustEnroll, bool? HasPassword, DateTimeOffset? ProvenAt)
{
    public static SessionDocument Of(Caller caller) => new(
        caller.User.Id, caller.User.Name, caller.User.Role, caller.Scopes, caller.Session is { } session ? ProofsOf(session) : [], caller.Session is { MustEnroll: true },
        caller.Session?.HasPassword, caller.Session?.ProvenAt);

    private static IReadOnlyList<ProofKind> ProofsOf(OpenSession session) => session switch
    {
        { Factors.Any: true } => ProofsOf(session.Factors),
        { HasPassword: true, IsLinked: true } => [ProofKind.Password, ProofKind.External],
        { HasPassword: true } => [ProofKind.Password],
        { IsLinked: true } => [ProofKind.External],
        _ => [],
    };

    internal static IReadOnlyList<ProofKind> ProofsOf(EnrolledFactors factors) => factors switch
    {
        { Passkey: true, Authenticator: true } => [ProofKind.Passkey, ProofKind.Code, ProofKind.RecoveryCode],
        { Passkey: true } => [ProofKind.Passkey, ProofKind.RecoveryCode],
        { Authenticator: true } => [ProofKind.Code, ProofKind.RecoveryCode],
        _ => [ProofKind.Password],
    };
}
