using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Signalbox.Tests.Browser;

/// <summary>What stands gravely in the way of somebody who sees, hears or moves otherwise, by axe.</summary>
internal static class Grave
{
    private static readonly string[] Impacts = ["serious", "critical"];

    // Off in axe itself, because it is young; whoever speaks to a page says what they see.
    private static readonly AxeRunOptions Everything = new() { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = true } } };

    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    public static Task<List<string>> OfAsync(IPage page) => FindAsync(page, Everything);

    /// <summary>Of what another theme can change: nothing else of a page knows its theme.</summary>
    public static Task<List<string>> OfColoursAsync(IPage page) => FindAsync(page, Colours);

    private static async Task<List<string>> FindAsync(IPage page, AxeRunOptions options)
    {
        var found = await page.RunAxe(options);
        return [.. found.Violations.Where(violation => Impacts.Contains(violation.Impact)).Select(Tell)];
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
