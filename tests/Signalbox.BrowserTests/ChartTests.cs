using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Charts: what rests is moved by mouse and by keys, the book stands beside it, and how a user wants charts is kept.</summary>
public sealed class ChartTests(ControlCentreFixture centre)
{
    private const string Chart = "/charts?account=paper&symbol=ETHUSDT&interval=5s";

    [Fact]
    public async Task Ladder_ShowsTheBook_AndAPriceOpensTheTicketAtIt()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/charts?account=paper&symbol=SPY");
        var ladder = watched.Page.GetByRole(AriaRole.Table, new() { Name = "Order book of SPY at paper" });
        await Assertions.Expect(ladder.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + 10 + 1 + 10, new() { Timeout = 15_000 });
        var prices = await ladder.GetByRole(AriaRole.Button).EvaluateAllAsync<string[]>("buttons => buttons.map(button => button.textContent.replace(/\\s/g, ''))");
        var numbers = prices.Select(price => decimal.Parse(price, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(numbers.OrderDescending(), numbers);

        // Halfway down the bids: a price that stays while the market moves a little.
        await ladder.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(watched.Page.GetByLabel("Limit price")).Not.ToHaveValueAsync("");
        Assert.Equal("limit", await watched.Page.GetByLabel("Type").InputValueAsync());
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Indicators_AreChosen_AndKeptForEveryBrowserOfTheUser()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var first = await centre.OpenAsync(Chart);
        await first.Page.GetByText("Indicators (").ClickAsync();
        await first.Page.GetByLabel("RSI", new() { Exact = true }).CheckAsync();
        await first.Page.GetByLabel("VWAP of the day").CheckAsync();
        await first.Page.GetByLabel("RSI: candles").FillAsync("9");
        await Assertions.Expect(Legend(first.Page)).ToContainTextAsync("RSI 9");

        await Until.HoldsAsync(async () => (await KeptAsync()).Contains("\"rsi\":9", StringComparison.Ordinal));
        await using var second = await centre.OpenAsync(Chart);
        await Assertions.Expect(Legend(second.Page)).ToContainTextAsync("RSI 9");
        await Assertions.Expect(Legend(second.Page)).ToContainTextAsync("VWAP");
        second.AssertFaultless();
    }

    [Fact]
    public async Task StopLine_IsDragged_AskedAbout_AndMovedAtTheAccount()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(Chart);
        var page = watched.Page;
        var before = await StopAsync();
        // A stop far from the market is out of sight.
        var near = await NearAsync();
        await ProtectAsync(near);
        var grip = Grip(page);
        await Assertions.Expect(grip).ToBeVisibleAsync(new() { Timeout = 15_000 });
        // The handle goes with the chart's scale, which goes with the market: it is taken where it stands.
        await grip.HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await grip.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2) + 12, new() { Steps = 4 });
        await page.Mouse.UpAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Until.HoldsAsync(async () => await StopAsync() is var now && now != near && now < near);
        await ProtectAsync(before);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task StopLine_IsMovedByTheArrowKeys_TickByTick()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(Chart);
        var page = watched.Page;
        var before = await StopAsync();
        var near = await NearAsync();
        await ProtectAsync(near);
        var grip = Grip(page);
        await Assertions.Expect(grip).ToHaveAttributeAsync("aria-valuetext", Text(near), new() { Timeout = 15_000 });
        await grip.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("New price")).ToHaveValueAsync(Text(near - 0.12m));
        await page.Keyboard.PressAsync("Enter");

        await Until.HoldsAsync(async () => await StopAsync() == near - 0.12m);
        await ProtectAsync(before);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task TargetLine_OfSeveral_IsMovedAlone()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(Chart);
        var page = watched.Page;
        var stop = await StopAsync();
        var (first, second) = (Math.Round(await NearAsync() * 1.012m, 2), Math.Round(await NearAsync() * 1.014m, 2));
        await AimAsync($$"""[{"limitPrice":"{{Text(first)}}","sharePercent":40},{"limitPrice":"{{Text(second)}}","sharePercent":60}]""");
        await Until.HoldsAsync(async () => (await TargetsAsync()).SequenceEqual([first, second]));
        var grip = page.GetByRole(AriaRole.Slider, new() { NameRegex = new("Price of take profit 2 sell 0.6") });
        await Assertions.Expect(grip).ToHaveAttributeAsync("aria-valuetext", Text(second), new() { Timeout = 15_000 });
        await grip.FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Move take profit 2 sell 0.6");
        await Assertions.Expect(page.GetByLabel("New price")).ToHaveValueAsync(Text(second + 0.11m));
        await page.Keyboard.PressAsync("Enter");

        await Until.HoldsAsync(async () => (await TargetsAsync()).SequenceEqual([first, second + 0.11m]));
        Assert.Equal(stop, await StopAsync());
        await AimAsync("""[{"percent":20}]""");
        watched.AssertFaultless();
    }

    private Task AimAsync(string targets) => centre.Server.SignalAsync($$"""{"v":1,"ticker":"ETHUSDT","action":"protect","takeProfit":{"targets":{{targets}} } }""");

    private async Task<IReadOnlyList<decimal>> TargetsAsync()
    {
        var orders = await ControlCentreFixture.ReadAsync(centre.Server.Http, "orders?symbol=ETHUSDT&open=true&leg=take_profit");
        return [.. orders.GetProperty("items").EnumerateArray().Select(order => decimal.Parse(order.GetProperty("limitPrice").GetString()!, CultureInfo.InvariantCulture)).Order()];
    }

    private static ILocator Legend(IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Indicators" });

    private static ILocator Grip(IPage page) => page.GetByRole(AriaRole.Slider, new() { NameRegex = new("Price of stop loss") });

    private static string Text(decimal price) => price.ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<decimal> StopAsync()
    {
        var orders = await ControlCentreFixture.ReadAsync(centre.Server.Http, "orders?symbol=ETHUSDT&open=true");
        return orders.GetProperty("items").EnumerateArray().Where(order => order.GetProperty("leg").GetString() == "stop_loss" && order.GetProperty("symbol").GetString() == "ETHUSDT")
            .Select(order => decimal.Parse(order.GetProperty("stopPrice").GetString()!, CultureInfo.InvariantCulture)).Single();
    }

    /// <summary>A little below the market, on the chart whatever its scale.</summary>
    private async Task<decimal> NearAsync()
    {
        var quote = await ControlCentreFixture.ReadAsync(centre.Server.Http, "accounts/paper/quotes/ETHUSDT");
        return Math.Round(decimal.Parse(quote.GetProperty("bid").GetString()!, CultureInfo.InvariantCulture) * 0.995m, 2);
    }

    private async Task ProtectAsync(decimal stop)
    {
        await centre.Server.SignalAsync($$"""{"v":1,"ticker":"ETHUSDT","action":"protect","stopLoss":{"stopPrice":"{{Text(stop)}}"} }""");
        await Until.HoldsAsync(async () => await StopAsync() == stop);
    }

    private async Task<string> KeptAsync()
    {
        await using var owner = await centre.OpenAsync("/start");
        return await owner.Page.EvaluateAsync<string>("fetch('/api/v1/layouts/charts', { credentials: 'same-origin' }).then(answer => answer.text())");
    }
}
