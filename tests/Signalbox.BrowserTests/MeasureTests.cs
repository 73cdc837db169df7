using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>
/// What the control centre costs, for a person to read: SIGNALBOX_MEASURE_WEB names the file the figures are added to;
/// build/measure-web sets it. Nothing is asserted of times, because a busy machine would fail for being busy.
/// </summary>
public sealed class MeasureTests(ControlCentreFixture centre)
{
    private const int Clients = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private static readonly string? File = Environment.GetEnvironmentVariable("SIGNALBOX_MEASURE_WEB");

    [Fact]
    public async Task FirstLoad_IsMeasured()
    {
        SkipUnlessMeasuring();
        var (data, empty) = (new List<double>(), new List<double>());
        for (var round = 0; round < 7; round++)
        {
            await using var bare = await centre.OpenAsync("/mark.svg");
            empty.Add(await bare.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domInteractive"));
            await using var watched = await centre.OpenAsync("/", script: FirstData);
            await watched.Page.Locator("header").First.GetByText("USDT").First.WaitForAsync();
            data.Add(await watched.Page.EvaluateAsync<double>("firstData"));
            if (round == 0)
            {
                await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Accounts" }).WaitForAsync();
                await watched.Page.WaitForTimeoutAsync(1_000);
                Tell("first load of the dashboard, compressed", await watched.Page.EvaluateAsync<double>(Transferred), "KB", "at most 350");
            }
        }

        data.Sort();
        empty.Sort();
        Tell("first data on the page after a navigation in a browser that knows nothing of it, median of 7", data[3], "ms", "at most 500");
        Tell("of that, what this browser takes to open a picture of 1 KB from the same server, median of 7", empty[3], "ms", "");
        Tell("the same, slowest of 7", data[^1], "ms", "");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signals")]
    public async Task IdleClients_AreMeasured(string path)
    {
        SkipUnlessMeasuring();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        var alone = await CoreShareAsync();
        var memoryAlone = ResidentKb();
        var pages = new List<WatchedPage>();
        for (var client = 0; client < Clients; client++)
        {
            pages.Add(await centre.OpenAsync(path));
        }

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        var together = await CoreShareAsync();
        var memory = ResidentKb();
        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }

        Tell($"server processor per idle client of {path} ({Clients} clients, {Idle.TotalSeconds} s)", (together - alone) / Clients * 100, "% of a core", "at most 0.05");
        Tell($"server memory per idle client of {path} (resident, so with the collector's slack)", (memory - memoryAlone) / (double)Clients, "KB", "at most 100");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signals")]
    public async Task MainThread_AtTenUpdatesASecond_IsMeasured(string path)
    {
        SkipUnlessMeasuring();
        await using var watched = await centre.OpenAsync(path);
        await watched.Page.Locator("header").First.GetByText("USDT").First.WaitForAsync();
        await watched.Page.WaitForTimeoutAsync(3_000);
        var session = await watched.Page.Context.NewCDPSessionAsync(watched.Page);
        await session.SendAsync("Performance.enable");
        var before = await BusyAsync(session);
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System))
        {
            for (var sent = 0; sent < 200; sent++)
            {
                await centre.Server.SignalAsync("""{"ticker":"MNQ","action":"cancel"}""", waitMs: 0);
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        var after = await BusyAsync(session);
        Tell($"main thread of {path} at 10 signals a second, 20 s", (after.Busy - before.Busy) / (after.At - before.At) * 100, "%", "at most 20");
    }

    /// <summary>Notes when the account's worth is first there.</summary>
    private const string FirstData =
        """
        new MutationObserver((_, observer) => {
          if (!document.querySelector('header')?.textContent.includes('USDT')) return;
          globalThis.firstData = performance.now();
          observer.disconnect();
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    private const string Transferred =
        """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .filter(each => !each.name.includes('/api/') && !each.name.includes('/live'))
          .reduce((sum, each) => sum + each.encodedBodySize, 0) / 1024
        """;

    private static async Task<(double Busy, double At)> BusyAsync(ICDPSession session)
    {
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("value").GetDouble());
        return (metrics["TaskDuration"], metrics["Timestamp"]);
    }

    private static void SkipUnlessMeasuring()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        Assert.SkipWhen(File is null, "Figures are taken by build/measure-web.");
    }

    private static void Tell(string what, double figure, string unit, string goal) =>
        System.IO.File.AppendAllText(File!, string.Create(CultureInfo.InvariantCulture, $"| {what} | {figure:0.###} {unit} | {goal} |{Environment.NewLine}"));

    /// <summary>Of one core, over the time a client is watched idling.</summary>
    private async Task<double> CoreShareAsync()
    {
        var before = ProcessorSeconds();
        var begin = TimeProvider.System.GetTimestamp();
        await Task.Delay(Idle, TimeProvider.System, TestContext.Current.CancellationToken);
        return (ProcessorSeconds() - before) / TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
    }

    private double ProcessorSeconds()
    {
        using var process = System.Diagnostics.Process.GetProcessById(centre.Server.ProcessId);
        return process.TotalProcessorTime.TotalSeconds;
    }

    private double ResidentKb()
    {
        using var process = System.Diagnostics.Process.GetProcessById(centre.Server.ProcessId);
        return process.WorkingSet64 / 1024.0;
    }
}
