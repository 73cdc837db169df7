using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Configuration;

public abstract partial class ConfigurationContract
{
    [Fact]
    public async Task Invitation_AcceptedManyTimesAtOnce_LetsOneIn()
    {
        var made = await InviteAsync("grace");
        var hashes = await Task.WhenAll(Enumerable.Range(0, 6).Select(each => scene.Passwords.HashAsync($"{Password} {each}", HashWaiter.Server, Cancel)));

        var results = await Task.WhenAll(hashes.Select(hash => scene.Invitations.AcceptAsync(made.Invitation, made.Token, hash!, Cancel)));

        Assert.Single(results, result => result.Status == ChangeStatus.Saved);
        Assert.All(results.Where(result => result.Status != ChangeStatus.Saved), result => Assert.Equal(ChangeStatus.NotFound, result.Status));
        Assert.DoesNotContain(made.Token, await scene.Store.DumpAsync(), StringComparison.Ordinal);
        Assert.Equal(new(null, null), await scene.Invitations.OpenAsync(made.Token, Cancel));
        Assert.Single(await scene.EventsAsync(), kind => kind == "InvitationAccepted");
    }

    [Fact]
    public async Task Invitations_OverTheirNumber_AreRefusedWithoutAUser()
    {
        for (var invited = 0; invited < InvitationOptions.OpenMax; invited++)
        {
            await InviteAsync($"guest {invited}");
        }

        var refused = await scene.Invitations.InviteAsync(NewUser("one more"), Settings.Asked, Cancel);

        Assert.Equal(ChangeStatus.Refused, refused.Status);
        Assert.DoesNotContain(await scene.Users.ListAsync("", 500, Cancel), user => user.Value.Name == "one more");
        scene.Clock.Advance(InvitationOptions.Lifetime + InvitationOptions.RememberedFor);
        Assert.Equal(ChangeStatus.Saved, (await scene.Invitations.InviteAsync(NewUser("one more"), Settings.Asked, Cancel)).Status);
    }

    private async Task<MadeInvitation> InviteAsync(string name) => (await scene.Invitations.InviteAsync(NewUser(name), Settings.Asked, Cancel)).Saved;

    private UserAccount NewUser(string name) => new() { Id = scene.Ids.Next().ToString(), Name = name, Role = Role.Viewer, Enabled = true };
}
