using System.Net.Http.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Who may only look sees everything that is shared, with every control off and the reason at it.</summary>
public sealed class ViewerTests(ControlCentreFixture centre)
{
    private const string Name = "vera";
    private const string Password = "a password of a viewer";

    /// <summary>Page and what is off there: by the start of its name.</summary>
    private static readonly (string Path, string[] Off)[] Controls =
    [
        ("/order-entry?account=paper&symbol=SPY", ["Buy SPY", "Sell SPY"]),
        ("/positions", ["Close", "Reverse"]),
        ("/orders", ["Cancel stop loss"]),
        ("/risk", ["■ Halt and cancel", "Save limits"]),
        ("/strategies", ["Create"]),
        ("/strategies/demo", ["Save", "Delete", "Subscribe"]),
        ("/subscriptions/demo", ["Save", "Delete"]),
        ("/brokers", ["Connect"]),
        ("/brokers/paper", ["Switch off", "Disconnect"]),
        ("/jobs", ["Rebuild the lists", "Save the file", "See what it would change"]),
    ];

    [Fact]
    public async Task EveryPage_OfAViewer_HasItsControlsOffAndSaysWhy()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await PostAsync("users", new { name = Name, role = "viewer", password = Password });
        await PostAsync("strategies/demo/permissions", new { user = Name, level = "see" });
        await PostAsync("accounts/paper/permissions", new { user = Name, level = "see" });
        await using var watched = await centre.OpenAsync("/audit", isSignedIn: false);
        var page = watched.Page;
        await page.GetByLabel("Name").FillAsync(Name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your role, viewer, may not read the audit trail.");

        foreach (var (path, controls) in Controls)
        {
            await page.GotoAsync(path);
            foreach (var name in controls)
            {
                var control = page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(name)}") }).First;
                await Assertions.Expect(control).ToBeDisabledAsync();
                await Assertions.Expect(control).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("^Your role, viewer, may not "));
                await Assertions.Expect(control).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("^Your role, viewer, may not "));
            }
        }

        watched.AssertFaultless();
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await centre.Server.Http.PostAsJsonAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
    }
}
