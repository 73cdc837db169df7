using System.Collections.Frozen;
using System.Net;
using Signalbox.Server.Security.Transport;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>Names for the addresses that known senders of webhooks use. An operator replaces them when a sender moves.</summary>
public sealed class SourceList
{
    public const string TradingView = "tradingview";
    public const string TrendSpider = "trendspider";
    private const int NameCharsMax = 40;

    private readonly FrozenDictionary<string, IReadOnlyList<AddressRange>> named;

    private SourceList(IReadOnlyDictionary<string, IReadOnlyList<AddressRange>> named) => this.named = named.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>As their makers document them: docs/webhooks.md says where.</summary>
    public static SourceList Documented { get; } = new(new Dictionary<string, IReadOnlyList<AddressRange>>
    {
        [TradingView] = Ranges("52.89.214.238,34.212.75.30,54.218.53.128,52.32.178.7")!,
        [TrendSpider] = Ranges("3.12.143.24")!,
    });

    public IReadOnlyDictionary<string, IReadOnlyList<AddressRange>> Named => named;

    /// <summary><c>name=range,range;name=range</c> on top of what is documented; null with a sentence where it is nothing of the kind.</summary>
    public static SourceList? Parse(string text, out string? problem)
    {
        var all = Documented.named.ToDictionary();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : entry[..equals].Trim();
            if (!IsName(name) || Ranges(entry[(equals + 1)..]) is not { Count: > 0 } ranges)
            {
                problem = $"'{entry}' names no webhook sender. Write it like trendspider=203.0.113.7,203.0.113.8, several separated by ';'.";
                return null;
            }

            all[name] = ranges;
        }

        problem = null;
        return new(all);
    }

    /// <summary>Whether one of the sources is the sender's address. No source at all: any address is.</summary>
    public bool Allows(IReadOnlyList<AllowedSource> sources, IPAddress? sender) =>
        sources.Count == 0 || (sender is not null && sources.Any(source => Includes(source, sender)));

    private bool Includes(AllowedSource source, IPAddress sender) =>
        source.Range?.Contains(sender) ?? (named.GetValueOrDefault(source.Text) is { } ranges && ranges.Any(range => range.Contains(sender)));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameCharsMax && char.IsAsciiLetterLower(name[0]) && name.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each is '-' or '_');

    private static List<AddressRange>? Ranges(string text)
    {
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ranges = words.Select(AddressRange.Parse).OfType<AddressRange>().ToList();
        return ranges.Count == words.Length ? ranges : null;
    }
}

/// <summary>Where calls may come from: a named sender, or a range of addresses.</summary>
/// <param name="Text">As it was entered.</param>
/// <param name="Range">Null: the text is a sender's name.</param>
public sealed record AllowedSource(string Text, AddressRange? Range)
{
    public static AllowedSource Of(string text) => new(text, AddressRange.Parse(text));
}
