using System.Text.Json;
using Microsoft.Playwright;
using Signalbox.Tests.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(ControlCentreFixture))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Signalbox.Tests.Browser;

/// <summary>One server and one browser for the whole suite; its owner was made by the first start's link, in the browser.</summary>
public sealed class ControlCentreFixture : IAsyncLifetime
{
    public const string Owner = "owner";
    public const string Password = "correct horse battery staple";

    // What Debian's Chromium needs to run as root without a display and without talking to anybody.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private string session = "";
    private long provenAt;

    internal ServerProcess Server { get; private set; } = null!;

    public static string ChromiumPath => Environment.GetEnvironmentVariable("SIGNALBOX_CHROMIUM") ?? "/usr/bin/chromium";

    public static bool HasChromium => File.Exists(ChromiumPath);

    public async ValueTask InitializeAsync()
    {
        if (!HasChromium)
        {
            return;
        }

        Server = await ServerProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumPath, Args = Arguments });
        await using var first = await OpenAsync(Server.SetupUrl.PathAndQuery, isSignedIn: false);
        await BecomeOwnerAsync(first.Page);
        session = await first.Page.Context.StorageStateAsync();
        provenAt = TimeProvider.System.GetTimestamp();
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (HasChromium)
        {
            await browser.CloseAsync();
            playwright.Dispose();
            await Server.DisposeAsync();
        }
    }

    /// <summary>A page of the signed-in owner, with an eye on it.</summary>
    /// <param name="script">Runs before anything of the page does.</param>
    internal Task<WatchedPage> OpenAsync(string path, string theme = "dark", int width = 1600, int height = 1000, bool isSignedIn = true, string script = "") =>
        OpenAsync(Server, path, isSignedIn ? session : null, theme, width, height, script);

    /// <summary>A page of another server than the suite's own.</summary>
    internal async Task<WatchedPage> OpenAsync(ServerProcess server, string path, string? signedIn, string theme = "dark", int width = 1600, int height = 1000, string script = "")
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            StorageState = signedIn,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (signedIn is not null && server == Server)
        {
            await RenewProofAsync(context);
        }

        await context.AddInitScriptAsync($$"""localStorage.setItem('signalbox.preferences', JSON.stringify({ theme: '{{theme}}', clock: 'utc' })); {{script}}""");
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var watched = new WatchedPage(page, server.Address);
        await page.GotoAsync(path);
        return watched;
    }

    /// <summary>Follows a first start's link; the page is where the product leads from there.</summary>
    internal static async Task BecomeOwnerAsync(IPage page)
    {
        await page.GetByLabel("Name").FillAsync(Owner);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
        await page.Locator("#content").WaitForAsync();
    }

    /// <summary>The suite takes longer than a proof lasts: the owner proves again now and then, as at the keyboard.</summary>
    private async Task RenewProofAsync(IBrowserContext context)
    {
        if (TimeProvider.System.GetElapsedTime(provenAt) < TimeSpan.FromMinutes(2))
        {
            return;
        }

        var answer = await context.APIRequest.PostAsync("/api/v1/session/proof", new()
        {
            Headers = new Dictionary<string, string> { ["X-Signalbox"] = "1" },
            DataObject = new { password = Password },
        });
        Assert.True(answer.Ok, $"The proof was refused: {await answer.TextAsync()}");
        provenAt = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Something to see on every page: a closed trade, a protected position, a resting order, a refused signal.</summary>
    private async Task PrepareAsync()
    {
        await Server.SignalAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.01","signalPrice":"80000"}""");
        await Server.SignalAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
        await Server.SignalAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":"1","takeProfit":{"percent":20},"stopLoss":{"percent":20}}""");
        await Server.SignalAsync("""{"ticker":"SOLUSDT","action":"buy","quantity":"1","orderType":"limit","limitPrice":"10"}""");
        using var refused = await Server.Http.PostAsync(new Uri(Server.Hook, UriKind.Relative), new StringContent("""{"ticker":"BTCUSDT","action":"jump"}"""));
        Assert.Equal(400, (int)refused.StatusCode);
    }

    internal static async Task<JsonElement> ReadAsync(HttpClient http, string path) =>
        JsonElement.Parse(await http.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative)));
}
