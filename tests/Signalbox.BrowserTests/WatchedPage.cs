using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>A page and what it did that it should not: errors, and requests that left the machine.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> faults = new();

    public WatchedPage(IPage page, Uri own)
    {
        Page = page;
        page.PageError += (_, error) => faults.Enqueue($"uncaught: {error}");
        page.Console += (_, message) =>
        {
            // What the server refuses on purpose is logged by the browser as an error of the network; the tests look at what the page makes of it.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                faults.Enqueue($"console: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != own.Authority)
            {
                faults.Enqueue($"request to {address.Authority}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Moves to the first row by key. A list takes keys a moment after it is seen.</summary>
    public async Task FocusRowAsync()
    {
        var focused = Page.Locator("[data-focused]");
        for (var tried = 0; tried < 100 && await focused.CountAsync() == 0; tried++)
        {
            await Page.Locator("body").PressAsync("j");
            await Page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>From the dark one, as a user does it.</summary>
    public async Task UseLightThemeAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use the light theme" }).ClickAsync();
        await Page.Locator("html[data-theme=light]").WaitForAsync();
    }

    public void AssertFaultless() => Assert.Empty(faults);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
