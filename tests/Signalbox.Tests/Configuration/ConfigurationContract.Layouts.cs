using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Layouts;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Configuration;

public abstract partial class ConfigurationContract
{
    [Fact]
    public async Task Layouts_AreKeptByUserAndPage_AndMakeNoConfigurationVersion()
    {
        var layouts = new LayoutStore(scene.Store, scene.Clock);
        var ada = await scene.AddUserAsync("ada", Role.Viewer, Password);
        var by = new Actor(ActorKind.User, ada.Id, ada.Name);
        var version = await scene.Configuration.VersionAsync(Cancel);
        Assert.Null(await layouts.FindAsync(ada.Id, "dashboard", Cancel));

        var first = await layouts.SaveAsync(by, "dashboard", """{"a":"µ 😀"}""", 0, Cancel);
        var stale = await layouts.SaveAsync(by, "dashboard", """{"a":"late"}""", 0, Cancel);
        var second = await layouts.SaveAsync(by, "dashboard", """{"a":"second"}""", 1, Cancel);
        await layouts.SaveAsync(by, "charts", "{}", 0, Cancel);

        Assert.Equal((ChangeStatus.Saved, ChangeStatus.Stale, ChangeStatus.Saved), (first.Status, stale.Status, second.Status));
        Assert.Equal("""{"a":"µ 😀"}""", first.Saved.Layout);
        Assert.Equal(second.Saved, await layouts.FindAsync(ada.Id, "dashboard", Cancel));
        Assert.Equal(("""{"a":"second"}""", 2L), (second.Saved.Layout, second.Saved.Version));
        Assert.Null(await layouts.FindAsync("somebody else", "dashboard", Cancel));
        Assert.Equal(version, await scene.Configuration.VersionAsync(Cancel));
        Assert.Equal("charts", Assert.IsType<LayoutSaved>(await scene.NewestEventAsync()).Subject);
    }
}
