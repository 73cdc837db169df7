using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Having somebody told of alerts: by mouse, by keys, on a phone.</summary>
public sealed class NotificationTests(ControlCentreFixture centre)
{
    private const string Path = "/alerts?view=destinations";

    [Fact]
    public async Task Destination_IsMade_Tested_Changed_AndDeleted()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        using var receiver = new Receiver();
        await using var watched = await centre.OpenAsync(Path);
        var page = watched.Page;
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nobody is told yet");
        await Grave.AssertNoneAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a destination" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name of the destination")).ToBeFocusedAsync();
        await page.GetByLabel("Name of the destination").FillAsync("My bridge");
        await page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync("webhook");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("http://hooks.example/open");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the destination" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Expected https");
        await Grave.AssertNoneAsync(page);
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync($"{receiver.Address}a-long-secret-path");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the destination" }).ClickAsync();

        var panel = page.GetByRole(AriaRole.Region, new() { Name = "My bridge", Exact = true });
        await Assertions.Expect(panel).ToContainTextAsync("Incidents that call a person.");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("a-long-secret");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("The test was delivered: 127.0.0.1 took it with status 200.");
        await Grave.AssertNoneAsync(page);

        // The rest by keys alone.
        await panel.GetByRole(AriaRole.Button, new() { Name = "Edit" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var name = page.GetByLabel("Name of the destination");
        await Assertions.Expect(name).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" at home");
        await page.Keyboard.PressAsync("Enter");
        var changed = page.GetByRole(AriaRole.Region, new() { Name = "My bridge at home", Exact = true });
        await Assertions.Expect(changed).ToContainTextAsync("127.0.0.1");
        await changed.GetByRole(AriaRole.Button, new() { Name = "Delete" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(changed.GetByRole(AriaRole.Button, new() { Name = "Tell it no more?" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nobody is told yet");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Destination_ThatCameByAFile_AsksForItsAddress_AndIsOnWithIt()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        using var receiver = new Receiver();
        await using var watched = await centre.OpenAsync("/jobs");
        var page = watched.Page;
        await page.GetByLabel("or its text").FillAsync("""{"format":"signalbox-configuration","version":1,"destinations":[{"destination":{"name":"Pager of the file","kind":"webhook"}}]}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Without its address, which no file holds");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Applied.");

        await page.GotoAsync(Path);
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Pager of the file", Exact = true });
        await Assertions.Expect(panel).ToContainTextAsync("without an address");
        await Assertions.Expect(panel).ToContainTextAsync("It came by a file, which holds no addresses.");
        await Grave.AssertNoneAsync(page);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync($"{receiver.Address}a-long-secret-path");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Switched on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the destination" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("The test was delivered: 127.0.0.1 took it with status 200.");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Tell it no more?" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nobody is told yet");
        watched.AssertFaultless();
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Form_OfEveryKind_FitsAPhone_AndStandsInNobodysWay(string theme)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(Path, theme, width: 390, height: 800);
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a destination" }).ClickAsync();
        foreach (var kind in new[] { "ntfy", "telegram", "email", "heartbeat" })
        {
            await page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync(kind);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{kind} is wider than the screen.");
            await Grave.AssertNoneAsync(page);
        }

        watched.AssertFaultless();
    }

    /// <summary>Takes whatever is posted to it.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Receiver()
        {
            listener.Start();
            _ = AcceptAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        public void Dispose() => listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await using var line = client.GetStream();
                    await line.ReadAtLeastAsync(new byte[64 * 1024], 1);
                    await line.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
