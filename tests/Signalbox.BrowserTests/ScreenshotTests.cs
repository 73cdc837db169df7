using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Pictures of every page for a person to look at: SIGNALBOX_SCREENSHOTS names the folder; build/screenshots sets it.</summary>
public sealed class ScreenshotTests(ControlCentreFixture centre)
{
    [Theory]
    [MemberData(nameof(PageList.InBothThemes), MemberType = typeof(PageList))]
    public async Task Page_InATheme_IsPictured(string path, string theme)
    {
        var folder = Environment.GetEnvironmentVariable("SIGNALBOX_SCREENSHOTS");
        Assert.SkipWhen(folder is null, "Pictures are taken by build/screenshots.");
        foreach (var width in (int[])[1600, 390])
        {
            await using var watched = await centre.OpenAsync(path, theme, width);
            await PageList.ShownAsync(watched.Page, path);
            await watched.Page.WaitForTimeoutAsync(800);
            var name = path == "/" ? "dashboard" : path[1..];
            await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme}-{width}.png"), FullPage = true });
        }
    }

    [Theory]
    [InlineData("/strategies/demo", "strategy", "Defaults")]
    [InlineData("/strategies/demo?show=messages", "strategy-messages", "Sent from")]
    [InlineData("/alerts?view=rules", "alert-rules", "Rules")]
    [InlineData("/orders?view=history", "orders-history", "ETHUSDT")]
    [InlineData("/strategies/demo?show=limits", "strategy-limits", "Value of one entry")]
    [InlineData("/strategies/demo?show=history", "strategy-history", "History")]
    [InlineData("/subscriptions/demo", "subscription", "Holds")]
    [InlineData("/signals/newest", "signal", "Timeline")]
    [InlineData("/brokers/paper", "broker", "Acknowledgement")]
    public async Task DetailPage_IsPictured(string path, string name, string shows)
    {
        var folder = Environment.GetEnvironmentVariable("SIGNALBOX_SCREENSHOTS");
        Assert.SkipWhen(folder is null, "Pictures are taken by build/screenshots.");
        if (path.EndsWith("newest", StringComparison.Ordinal))
        {
            var sent = await centre.Server.SignalAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":"0.5","stopLoss":{"percent":4},"takeProfit":{"percent":8},"mood":"hopeful"}""");
            path = $"/signals/{sent.GetProperty("id").GetString()}";
        }

        foreach (var (theme, width) in ((string, int)[])[("dark", 1600), ("light", 390), ("light", 1600)])
        {
            await using var watched = await centre.OpenAsync(path, theme, width);
            await Microsoft.Playwright.Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync(shows, new() { IgnoreCase = true });
            await watched.Page.WaitForTimeoutAsync(800);
            await watched.Page.Locator("main").EvaluateAsync("each => each.style.overflow = 'visible'");
            await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme}-{width}.png"), FullPage = true });
        }
    }

    /// <summary>What a newcomer sees: every page must say what to do next.</summary>
    [Fact]
    public async Task EmptyServer_IsPictured()
    {
        var folder = Environment.GetEnvironmentVariable("SIGNALBOX_SCREENSHOTS");
        Assert.SkipWhen(folder is null, "Pictures are taken by build/screenshots.");
        await using var server = await ServerProcess.StartAsync("--no-demo");
        await using var first = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        await ControlCentreFixture.BecomeOwnerAsync(first.Page);
        var session = await first.Page.Context.StorageStateAsync();
        foreach (var (path, _, _) in PageList.All)
        {
            foreach (var (theme, width) in ((string, int)[])[("dark", 1600), ("light", 390)])
            {
                await using var watched = await centre.OpenAsync(server, path, session, theme, width);
                await watched.Page.Locator("main").WaitForAsync();
                await watched.Page.WaitForTimeoutAsync(800);
                await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"empty-{(path == "/" ? "dashboard" : path[1..])}-{theme}-{width}.png"), FullPage = true });
            }
        }
    }
}
