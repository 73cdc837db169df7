using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>How people get in: second factor, recovery codes, sessions; by mouse and by keys.</summary>
public sealed class PeopleTests(ControlCentreFixture centre)
{
    private const string Password = "a password of a person";

    [Fact]
    public async Task SecondFactor_IsSetUp_AndAskedForAtTheNextSignIn()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await AddUserAsync("tess");
        await using var watched = await SignedInAsync("tess");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up an authenticator" }).ClickAsync();
        await page.GetByRole(AriaRole.Img, new() { Name = "The secret as a picture" }).WaitForAsync();
        var secret = await page.Locator("form code").InnerTextAsync();
        await AssertAccessibleAsync(page);
        await page.GetByLabel("The code it shows now").FillAsync(Code(secret, 0));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("They are not shown again.")).ToBeVisibleAsync();
        var recovery = await page.Locator("li code").AllInnerTextsAsync();
        Assert.Equal(10, recovery.Count);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Recovery codes left: 10 of 10.")).ToBeVisibleAsync();
        watched.AssertFaultless();

        await using var second = await centre.OpenAsync("/security", isSignedIn: false);
        await GivePasswordAsync(second.Page, "tess");
        await AssertAccessibleAsync(second.Page);
        await second.Page.Keyboard.TypeAsync("000000");
        await second.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The code is wrong");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code" }).ClickAsync();
        await second.Page.GetByLabel("Recovery code").FillAsync(recovery[0].ToUpperInvariant());
        await second.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(second.Page.GetByText("Recovery codes left: 9 of 10.")).ToBeVisibleAsync();
        second.AssertFaultless();
    }

    [Fact]
    public async Task Sessions_AreListed_AndAnotherOneIsEnded()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await AddUserAsync("sam");
        await using var first = await SignedInAsync("sam");
        await using var second = await SignedInAsync("sam");
        var rows = second.Page.GetByRole(AriaRole.Region, new() { Name = "Sessions", Exact = true }).GetByRole(AriaRole.Row);
        await Assertions.Expect(rows).ToHaveCountAsync(3);

        await second.Page.GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();

        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await first.Page.ReloadAsync();
        await first.Page.GetByLabel("Password", new() { Exact = true }).WaitForAsync();
    }

    private async Task AddUserAsync(string name)
    {
        using var answer = await centre.Server.Http.PostAsJsonAsync(new Uri("/api/v1/users", UriKind.Relative), new { name, role = "viewer", password = Password }, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
    }

    private async Task<WatchedPage> SignedInAsync(string name)
    {
        var watched = await centre.OpenAsync("/security", isSignedIn: false);
        await GivePasswordAsync(watched.Page, name);
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Your sign-in" }).WaitForAsync();
        return watched;
    }

    private static async Task GivePasswordAsync(IPage page, string name)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task AssertAccessibleAsync(IPage page) =>
        await Grave.AssertNoneAsync(page);

    /// <summary>What an authenticator shows.</summary>
    private static string Code(string secret, int stepsAhead)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(each => Convert.ToString(Alphabet.IndexOf(each, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        var message = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsAhead);
#pragma warning disable CA5350 // The standard's own algorithm.
        var mac = HMACSHA1.HashData(key, message);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
