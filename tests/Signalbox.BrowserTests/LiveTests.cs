using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>What happens is on the screen, once, whatever happens to the server or to the reader's scrolling.</summary>
public sealed class LiveTests(ControlCentreFixture centre)
{
    private const int RowsOnScreenMax = 100;

    [Fact]
    public async Task Signal_ThatComesIn_IsShownWithoutReloading()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals");
        await PageList.ShownAsync(watched.Page, "/signals");
        await centre.Server.SignalAsync("""{"ticker":"MNQ","action":"cancel","extras":{"note":"live"}}""");

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("MNQ");
    }

    [Fact]
    public async Task Server_ThatRestarts_IsFollowedByTheOpenPage()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals");
        await PageList.ShownAsync(watched.Page, "/signals");
        await Assertions.Expect(watched.Page.GetByText("Live feed connected")).ToBeVisibleAsync();
        await centre.Server.EndAsync();
        await Assertions.Expect(watched.Page.GetByText("Live feed connected")).ToBeHiddenAsync();
        await centre.Server.BeginAsync();

        await Assertions.Expect(watched.Page.GetByText("Live feed connected")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await centre.Server.SignalAsync("""{"ticker":"SPY","action":"cancel","extras":{"note":"after the restart"}}""");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("SPY");
        watched.AssertFaultless();
    }

    /// <summary>A flood while the table scrolls: every signal is in the list exactly once, and the page draws no more than a screenful.</summary>
    [Fact]
    public async Task Flood_WhileTheTableScrolls_DropsAndDoublesNoRow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var seconds = int.Parse(Environment.GetEnvironmentVariable("SIGNALBOX_FLOOD_SECONDS") ?? "10", System.Globalization.CultureInfo.InvariantCulture);
        const int perSecond = 500;
        await using var watched = await centre.OpenAsync("/signals?ticker=FLOOD");
        var table = watched.Page.GetByRole(AriaRole.Region, new() { Name = "Signals" }).Last;
        await table.WaitForAsync();
        var sending = FloodAsync(perSecond * seconds, perSecond);
        while (!sending.IsCompleted)
        {
            await table.EvaluateAsync("table => table.scrollBy(0, 400)");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.InRange(await watched.Page.GetByRole(AriaRole.Row).CountAsync(), 0, RowsOnScreenMax);
        }

        await sending;
        var ids = await AllIdsAsync();
        Assert.Equal(perSecond * seconds, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        await table.EvaluateAsync("table => table.scrollTo(0, 0)");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("FLOOD");
        await AssertRowsAreDistinctAsync(watched.Page);
        watched.AssertFaultless();
    }

    private static async Task AssertRowsAreDistinctAsync(IPage page)
    {
        var places = await page.GetByRole(AriaRole.Row).EvaluateAllAsync<string[]>("rows => rows.map(row => row.getAttribute('aria-rowindex')).filter(Boolean)");
        Assert.Equal(places.Length, places.Distinct().Count());
    }

    // An action no account has anything for: the flood is one of signals, not of orders.
    private async Task FloodAsync(int count, int perSecond)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        for (var sent = 0; sent < count; sent += perSecond / 10)
        {
            await Task.WhenAll(Enumerable.Range(0, perSecond / 10).Select(_ => centre.Server.SignalAsync("""{"ticker":"FLOOD","action":"cancel"}""", waitMs: 0)));
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<List<string>> AllIdsAsync()
    {
        var ids = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await ControlCentreFixture.ReadAsync(centre.Server.Http, $"signals?ticker=FLOOD&limit=500&after={after}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
        }

        return ids;
    }
}
