using Signalbox.Server.Security.External;

namespace Signalbox.Server.Api.Errors;

/// <summary>The errors of signing in and of proving who one is.</summary>
public static class SignInErrors
{
    public static readonly ApiError SecondStepRefused = ApiError.Of(
        "second-step-refused", "The code is wrong, was used before, this sign-in is older than 5 minutes, or the wait after failures is not over. After 5 wrong codes begin again with the password; each further failure makes the wait longer, 15 minutes at most.");

    public static readonly ApiError PasskeyRefused = ApiError.Of(
        "passkey-refused", "This passkey signs nobody in here: it is not known, was removed, or the answer came after 5 minutes. Try again, or use the password.");

    public static readonly ApiError SecondFactorRequired = ApiError.Of(
        "second-factor-required", "A second factor is required here and you have none. Set one up at POST /api/v1/session/second-factor; until then this session is good for nothing else.");

    public static readonly ApiError AlreadyEnrolled = ApiError.Of(
        "already-enrolled", "There is a second factor already. Remove it first, then set up another.");

    public static readonly ApiError NotEnrolled = ApiError.Of("not-enrolled", "There is no second factor. Set one up first.");

    public static readonly ApiError SessionsOnly = ApiError.Of("sessions-only", "This is for people: sign in and use a session. A token has no second factor and no sessions.");

    public static readonly ApiError FreshProofRequired = ApiError.Of(
        "fresh-proof-required", "This moves risk, so it needs a fresh proof of who you are. Send one to POST /api/v1/session/proof, then repeat this request within 5 minutes.");

    public static readonly ApiError ProofRefused = ApiError.Of(
        "proof-refused", "This does not prove who you are: it is wrong, was used before, or there were too many failures and the wait after them is not over.");

    public static readonly ApiError NoExternal = ApiError.Of("no-external-sign-in", "No external issuer signs people in here, or none is linked to you.");

    public static readonly ApiError ExternalUnreachable = ApiError.Of(
        "external-unreachable", "The external issuer did not answer as it should. Try again, or use the password.");

    public static readonly ApiError SignInRefused = ApiError.Of(
        "sign-in-refused", "The name or the password is wrong, or this user may not sign in now. After 5 failures each further try has to wait, 15 minutes at most.");

    public static readonly ApiError SetupRefused = ApiError.Of(
        "setup-refused", "The setup token is wrong, spent or older than 24 hours. Restart the server to see a new one; once there is a user there is none.");

    public static readonly ApiError InvitationRefused = ApiError.Of(
        "invitation-refused", "This link invites nobody: it is not whole, was used, or was revoked. Ask whoever sent it for a new one; if it was you who used it, sign in.");

    public static readonly ApiError TooManyLinks = ApiError.Of(
        "too-many-links", "Too many links that invite nobody were opened from your network. Wait a minute, then open yours again.");

    public static readonly ApiError SignsInAlready = ApiError.Of(
        "signs-in-already", "This user has a way to sign in, or was erased, so there is nothing to invite to. Whoever forgot the password gets a new one from an administrator.");

    public static readonly ApiError OnlyWayIn = ApiError.Of(
        "only-way-in", "Nothing else signs this user in, so it stays. Set a password, add a passkey or link an external identity first, then repeat this.");

    public static readonly ApiError FactorIsTheProof = ApiError.Of(
        "second-factor-is-the-proof", "You have a second factor: it is what proves who you are, here and now. Send it to POST /api/v1/session/proof.");

    /// <summary>Told to whoever has the link, which was good once.</summary>
    public static ApiError InvitationExpired(string invitedBy) => ApiError.Of(
        "invitation-expired", $"This invitation was good for 72 hours, and they are over. Ask {(invitedBy.Length > 0 ? invitedBy : "whoever sent it")} for a new one.");

    internal static ApiError OfExternal(ExternalOutcome outcome) => outcome switch
    {
        ExternalOutcome.Unknown => ApiError.Of(
            "external-unknown", "The issuer vouches for you, but nobody here has linked this identity. Sign in with your password and link it under Your sign-in, or have yourself invited."),
        ExternalOutcome.NotInvited => InvitationRefused,
        ExternalOutcome.Declined => ApiError.Of("external-declined", "The issuer signed nobody in: you left it there, or it did not let you. Begin again, or use your password."),
        ExternalOutcome.NotFresh => ApiError.Of(
            "external-not-fresh", "The issuer does not say that it asked you just now (auth_time), so this proves nothing. Sign in there anew, or set up a passkey or an authenticator and prove it with that."),
        ExternalOutcome.Another => ApiError.Of(
            "external-another", "The issuer vouches for somebody else than who is signed in here. Sign in there with the identity that is linked to you."),
        ExternalOutcome.Taken => ApiError.Of("external-taken", "This identity is linked to another user here. That user must unlink it first."),
        _ => ApiError.Of("external-refused", "The issuer's answer does not hold, came after 5 minutes, or came to another node than the one you began at. Begin again."),
    };
}
