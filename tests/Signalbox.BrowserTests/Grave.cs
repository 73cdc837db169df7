using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>
/// What stands gravely in the way of somebody who sees, hears or moves otherwise, by axe. Run in the page itself: no page of
/// ours has frames, and the library's way through them opens another page for each run.
/// </summary>
internal static class Grave
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    // The first rule is off in axe itself, because it is young; whoever speaks to a page says what they see.
    private const string Everything = "{ rules: { 'label-content-name-mismatch': { enabled: true } } }";

    private const string Colours = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";

    public static async Task AssertNoneAsync(IPage page)
    {
        var found = await FindAsync(page, Everything);
        Assert.True(found.Length == 0, $"{page.Url}: {string.Join('\n', found)}");
    }

    /// <summary>
    /// That another theme has none, of what a theme can change: nothing else of a page knows it. What a chart colours by itself
    /// follows a frame later.
    /// </summary>
    public static async Task AssertNoneOfColoursAsync(IPage page)
    {
        string[] found = [];
        await Until.HoldsAsync(async () => (found = await FindAsync(page, Colours)).Length == 0, () => $"Something is hard to read: {string.Join('\n', found)}");
    }

    private static async Task<string[]> FindAsync(IPage page, string options)
    {
        await page.EvaluateAsync($"() => {{ if (!globalThis.axe) {{ {Axe.Value} }} }}");
        return await page.EvaluateAsync<string[]>(
            $$"""
            async () => {
              const found = await axe.run(document, { resultTypes: ['violations'], ...{{options}} });
              return found.violations.filter((each) => ['serious', 'critical'].includes(each.impact))
                .map((each) => `${each.id} (${each.impact}): ${each.help} ${each.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
            }
            """);
    }
}
