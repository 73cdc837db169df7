using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>What happens is on the screen, once, whatever happens to the server or to the reader's scrolling.</summary>
public sealed class LiveTests(ControlCentreFixture centre)
{
    private const int RowsOnScreenMax = 100;
    private const int RowsLookedAtMax = 2_000;

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

    [Fact]
    public async Task Signal_ThatComesIn_IsShownInTwoBrowsersAtOnce()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var first = await centre.OpenAsync("/signals");
        await using var second = await centre.OpenAsync("/signals");
        await PageList.ShownAsync(first.Page, "/signals");
        await PageList.ShownAsync(second.Page, "/signals");
        var answer = await centre.Server.SignalAsync("""{"ticker":"MNQ","action":"cancel","extras":{"note":"for two"}}""");
        var row = $"[data-key='{answer.GetProperty("id").GetString()}']";

        await Assertions.Expect(first.Page.Locator(row)).ToHaveCountAsync(1);
        await Assertions.Expect(second.Page.Locator(row)).ToHaveCountAsync(1);
    }

    /// <summary>What happens while the page has no line is there when it has one again, once, without reading the page again.</summary>
    [Fact]
    public async Task Signals_DuringAnInterruption_AreThereAfterwards_Once()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals");
        var page = watched.Page;
        await PageList.ShownAsync(page, "/signals");
        await Assertions.Expect(page.GetByText("Live feed connected")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.isTheSamePage = true");
        await page.Context.SetOfflineAsync(true);
        await centre.Server.EndAsync();
        await centre.Server.BeginAsync();
        List<string> missed = [];
        for (var number = 0; number < 120; number++)
        {
            missed.Add((await centre.Server.SignalAsync($$"""{"ticker":"GAP","action":"cancel","extras":{"number":{{number}} } }""", waitMs: 0)).GetProperty("id").GetString()!);
        }

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByText("Live feed connected")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator($"[data-key='{missed[^1]}']")).ToHaveCountAsync(1);
        missed.Reverse();
        Assert.Equal(missed, (await ShownKeysAsync(page, missed.Count)).Take(missed.Count));
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
    }

    /// <summary>A flood while the table scrolls: every signal is in the list exactly once and in order, and the page draws no more than a screenful.</summary>
    [Fact]
    public async Task Flood_WhileTheTableScrolls_DropsAndDoublesNoRow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var seconds = Number("SIGNALBOX_FLOOD_SECONDS", 6);
        var perSecond = Number("SIGNALBOX_FLOOD_RATE", 200);
        await using var watched = await centre.OpenAsync("/signals");
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
        await Assertions.Expect(watched.Page.Locator($"[data-key='{ids[0]}']")).ToHaveCountAsync(1);
        var looked = Math.Min(ids.Count, RowsLookedAtMax);
        Assert.Equal(ids.Take(looked), (await ShownKeysAsync(watched.Page, looked)).Take(looked));
        watched.AssertFaultless();
    }

    private static int Number(string name, int usual) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? usual.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the table shows from its top on, in order, by scrolling through it; one row under two places fails.</summary>
    private static async Task<IReadOnlyList<string>> ShownKeysAsync(IPage page, int count)
    {
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Signals" }).Last;
        var shown = new SortedDictionary<int, string>();
        await table.EvaluateAsync("table => table.scrollTo(0, 0)");
        await Until.HoldsAsync(async () =>
        {
            foreach (var row in await page.Locator("[data-key]").EvaluateAllAsync<string[]>("rows => rows.map(row => `${row.dataset.index} ${row.dataset.key}`)"))
            {
                shown[int.Parse(row.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)] = row.Split(' ')[1];
            }

            await table.EvaluateAsync("table => table.scrollBy(0, 600)");
            return shown.Count >= count && shown.Keys.Take(count).SequenceEqual(Enumerable.Range(0, count));
        });
        Assert.Equal(shown.Count, shown.Values.Distinct().Count());
        return [.. shown.Values];
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
