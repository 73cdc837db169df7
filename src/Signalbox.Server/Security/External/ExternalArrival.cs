using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

internal enum ExternalOutcome
{
    /// <summary>Something about the answer is wrong, or it came too late.</summary>
    Refused,

    /// <summary>The issuer itself says that it signed nobody in.</summary>
    Declined,

    /// <summary>The issuer vouches for somebody whom nobody here linked.</summary>
    Unknown,

    /// <summary>The identity belongs to another user here.</summary>
    Taken,

    /// <summary>The invitation was used, was revoked or ran out meanwhile.</summary>
    NotInvited,

    /// <summary>The issuer does not say that it asked the person just now.</summary>
    NotFresh,

    /// <summary>The issuer vouches for somebody else than who is signed in.</summary>
    Another,
    Linked,
    Proven,
    SignedIn,
}

/// <param name="Purpose">What the browser had gone there for; null where that cannot be told.</param>
internal sealed record ExternalResult(ExternalOutcome Outcome, SignInResult? SignedIn = null, ExternalPurpose? Purpose = null);

/// <summary>What an identity the issuer vouches for does here, all of it or nothing.</summary>
internal sealed class ExternalArrival(SignIn signIn, InvitationBook invitations, ExternalOptions options, TimeProvider clock)
{
    /// <summary>The issuer's clock may differ so much from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private string Issuer => options.IssuerName!;

    public Task<Written<ExternalResult>> ArriveAsync(StoreScope scope, ExternalAttempt attempt, Vouched vouched, SessionOrigin origin) => attempt.Purpose switch
    {
        ExternalPurpose.Link link => LinkAsync(scope, vouched.Subject, link.ToUser),
        ExternalPurpose.Prove prove => ProveAsync(scope, attempt, prove, vouched),
        ExternalPurpose.Accept accept => AcceptAsync(scope, vouched.Subject, accept, origin),
        _ => EnterAsync(scope, vouched.Subject, origin),
    };

    private async Task<Written<ExternalResult>> LinkAsync(StoreScope scope, string subject, string id)
    {
        if (await ExternalTable.UserAsync(scope, Issuer, subject) is { } owner)
        {
            return Refuse(owner == id ? ExternalOutcome.Linked : ExternalOutcome.Taken);
        }

        if (await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user)
        {
            return Refuse(ExternalOutcome.Refused);
        }

        await ExternalTable.LinkAsync(scope, Issuer, subject, id, clock.GetUtcNow());
        return Written.Commit(new ExternalResult(ExternalOutcome.Linked), Linked(user));
    }

    private async Task<Written<ExternalResult>> EnterAsync(StoreScope scope, string subject, SessionOrigin origin)
    {
        if (await ExternalTable.UserAsync(scope, Issuer, subject) is not { } id || await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user)
        {
            return Refuse(ExternalOutcome.Unknown);
        }

        var entered = await signIn.ContinueAsync(scope, user, origin);
        return Written.Commit(new ExternalResult(ExternalOutcome.SignedIn, entered.Result), entered.Events);
    }

    private async Task<Written<ExternalResult>> AcceptAsync(StoreScope scope, string subject, ExternalPurpose.Accept accept, SessionOrigin origin)
    {
        if (await ExternalTable.UserAsync(scope, Issuer, subject) is not null)
        {
            return Refuse(ExternalOutcome.Taken);
        }

        if (await invitations.TakeAsync(scope, accept.InvitationHash) is not { } user)
        {
            return Refuse(ExternalOutcome.NotInvited);
        }

        await ExternalTable.LinkAsync(scope, Issuer, subject, user.Id, clock.GetUtcNow());
        var entered = await signIn.ContinueAsync(scope, user, origin);
        var accepted = new InvitationAccepted { By = ActorOf(user), Subject = user.Id, SubjectName = user.Name };
        return Written.Commit(new ExternalResult(ExternalOutcome.SignedIn, entered.Result), [Draft(accepted), Linked(user), .. entered.Events]);
    }

    /// <summary>Stands for the password, so it counts where the password would: a second factor comes before it.</summary>
    private async Task<Written<ExternalResult>> ProveAsync(StoreScope scope, ExternalAttempt attempt, ExternalPurpose.Prove prove, Vouched vouched)
    {
        var now = clock.GetUtcNow();
        if (!(vouched.SignedInAt >= attempt.BegunAt - Skew && vouched.SignedInAt <= now + Skew))
        {
            return Refuse(ExternalOutcome.NotFresh);
        }

        if (await ExternalTable.UserAsync(scope, Issuer, vouched.Subject) != prove.ByUser)
        {
            return Refuse(ExternalOutcome.Another);
        }

        if (await UserTable.FindAsync(scope, prove.ByUser) is not { Enabled: 1 } user
            || await SessionTable.FindByIdAsync(scope, prove.Session) is not { } session || session.UserId != user.Id
            || (await EnrolledFactors.OfAsync(scope, user.Id)).Any)
        {
            return Refuse(ExternalOutcome.Refused);
        }

        await SessionTable.ProvenAsync(scope, session.Id, now);
        return Written.Commit(
            new ExternalResult(ExternalOutcome.Proven), Draft(new SessionProven { By = ActorOf(user), Subject = user.Id, SubjectName = user.Name, Why = Issuer }));
    }

    private EventDraft Linked(UserRow user) => Draft(new ExternalIdentityLinked { By = ActorOf(user), Subject = user.Id, SubjectName = user.Name, Why = Issuer });

    private static Actor ActorOf(UserRow user) => new(ActorKind.User, user.Id, user.Name);

    private static Written<ExternalResult> Refuse(ExternalOutcome outcome) => Written.Abandon(new ExternalResult(outcome));

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
