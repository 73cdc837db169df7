using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>How many alerts nobody has seen stands in the head of every page, by the feed. On a server of its own.</summary>
public sealed class AlertBadgeTests(ControlCentreFixture centre)
{
    /// <summary>The count is read by itself once a minute: what comes sooner came by the feed.</summary>
    private const int FedMsMax = 15_000;

    [Fact]
    public async Task Badge_CountsWhatHappens_AndWhatIsSeen_WithoutReadingThePageAgain()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await page.GotoAsync("/positions");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No position is open");
        await Assertions.Expect(page.GetByText("Live feed connected")).ToBeVisibleAsync();
        var badge = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { NameRegex = new("alert") });
        await Assertions.Expect(badge).ToHaveCountAsync(0);

        await PostAsync(server, "kill-switch", """{"reason":"a test of the badge"}""");
        var first = await CountAsync(server, moreThan: 0);
        await Assertions.Expect(badge).ToHaveTextAsync(first == 1 ? "1 alert" : $"{first} alerts", new() { Timeout = FedMsMax });

        await PostAsync(server, "accounts/paper/trading-state", """{"mode":"reducing","reason":"another"}""");
        var second = await CountAsync(server, moreThan: first);
        await Assertions.Expect(badge).ToHaveTextAsync($"{second} alerts", new() { Timeout = FedMsMax });

        await badge.ClickAsync();
        await page.GetByLabel("What is done about it").First.FillAsync("it was a test");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(badge).ToHaveCountAsync(0, new() { Timeout = FedMsMax });
        watched.AssertFaultless();
    }

    private static async Task<int> CountAsync(ServerProcess server, int moreThan)
    {
        var count = 0;
        await Until.HoldsAsync(async () => (count = (await ControlCentreFixture.ReadAsync(server.Http, "incidents/count")).GetProperty("count").GetInt32()) > moreThan);
        return count;
    }

    private static async Task PostAsync(ServerProcess server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
