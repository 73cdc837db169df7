using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Strategies.Routing;

/// <summary>Finds the instrument a ticker means among those of one venue.</summary>
public static class SignalTickers
{
    /// <summary>Exact venue names win; else the ticker is read as charting sites write it: prefix, separators and suffix aside.</summary>
    public static Instrument? Find(string ticker, IReadOnlyDictionary<InstrumentId, Instrument> instruments)
    {
        if (instruments.TryGetValue(new(ticker), out var exact))
        {
            return exact;
        }

        var plain = Plain(ticker);
        return instruments.TryGetValue(new(plain), out var known) ? known
            : instruments.TryGetValue(new(Root(plain)), out var front) ? front
            : null;
    }

    private static string Plain(string ticker)
    {
        var text = ticker[(ticker.LastIndexOf(':') + 1)..].ToUpperInvariant();
        if (text.EndsWith(".P", StringComparison.Ordinal))
        {
            text = text[..^2];
        }

        return text.Replace("/", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
    }

    /// <summary>The root of a futures ticker: <c>MNQ1!</c> and <c>MNQU2026</c> are contracts of <c>MNQ</c>.</summary>
    private static string Root(string ticker)
    {
        if (ticker.EndsWith("1!", StringComparison.Ordinal))
        {
            return ticker[..^2];
        }

        var isDated = ticker.Length > 5 && ticker[^4..].All(char.IsAsciiDigit) && "FGHJKMNQUVXZ".Contains(ticker[^5], StringComparison.Ordinal);
        return isDated ? ticker[..^5] : ticker;
    }
}
