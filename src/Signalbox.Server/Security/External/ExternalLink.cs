using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

internal enum Unlinked
{
    Done,
    NotLinked,

    /// <summary>The user could not sign in any more.</summary>
    OnlyWayIn,
}

/// <summary>The identity a user has at the issuer.</summary>
internal sealed class ExternalLink(ITransactionalStore store, ExternalOptions options, TimeProvider clock)
{
    public Task<bool> IsLinkedAsync(string user, CancellationToken cancel) =>
        options.IssuerName is { } issuer ? store.ReadAsync(scope => ExternalTable.IsLinkedAsync(scope, issuer, user), cancel) : Task.FromResult(false);

    public Task<Unlinked> UnlinkAsync(UserAccount user, Actor by, CancellationToken cancel) =>
        options.IssuerName is not { } issuer ? Task.FromResult(Unlinked.NotLinked) : store.WriteAsync(StreamId.Administration, async scope =>
        {
            var row = await UserTable.FindAsync(scope, user.Id);
            if (row is null || await WaysIn.OfAsync(scope, row, issuer) is not { External: true } ways)
            {
                return Written.Abandon(Unlinked.NotLinked);
            }

            if (ways is { Password: false, Passkey: false })
            {
                return Written.Abandon(Unlinked.OnlyWayIn);
            }

            await ExternalTable.UnlinkAsync(scope, issuer, user.Id);
            var unlinked = new ExternalIdentityUnlinked { By = by, Subject = user.Id, SubjectName = user.Name, Why = issuer };
            return Written.Commit(Unlinked.Done, AdministrationCodec.Events.Write(unlinked, clock.GetUtcNow()));
        }, cancel);
}
