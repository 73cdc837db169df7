using System.Text.RegularExpressions;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.Cornix;

/// <summary>The prices of a posted signal.</summary>
internal sealed partial record CornixPrices
{
    private const int TargetsMax = 20;
    private const decimal Satoshi = 0.00000001m;

    /// <summary>Null: at the market.</summary>
    public (decimal Low, decimal High)? Entry { get; private init; }

    public IReadOnlyList<decimal> Targets { get; private init; } = [];

    public decimal? Stop { get; private init; }

    public decimal? StopPercent { get; private init; }

    public Refusal? Refusal { get; private init; }

    /// <summary>Targets above the entry are a long's; so is a stop below it.</summary>
    public bool? IsLong
    {
        get
        {
            decimal? entry = Entry is { } zone ? (zone.Low + zone.High) / 2 : null;
            var sides = new List<bool>();
            if (Targets.Count > 0 && (entry ?? Stop) is { } below)
            {
                sides.Add(Targets.Max() > below);
            }

            if (Stop is { } stop && entry is { } middle)
            {
                sides.Add(stop < middle);
            }

            return sides.Count > 0 && sides.TrueForAll(side => side == sides[0]) ? sides[0] : null;
        }
    }

    public static CornixPrices Of(CornixLines lines, bool isInSatoshis)
    {
        string? unclear = null;
        var entries = Read(lines.Entries, ref unclear);
        var targets = Read(lines.Targets, ref unclear);
        var stops = Read(lines.Stops, ref unclear);
        var unit = isInSatoshis && entries.Concat(targets).Concat(stops).All(price => price >= 1m && price == decimal.Truncate(price)) ? Satoshi : 1m;
        var percent = Percent.Match(string.Join(' ', lines.Stops)) is { Success: true } found && Decimals.TryParse(found.Groups["number"].Value, out var distance) ? distance : (decimal?)null;
        return new()
        {
            Entry = entries.Count == 0 ? null : (entries.Min() * unit, entries.Max() * unit),
            Targets = [.. targets.Take(TargetsMax).Select(price => price * unit)],
            Stop = percent is null && stops.Count > 0 ? stops[0] * unit : null,
            StopPercent = percent,
            Refusal = unclear is null
                ? Refuse(lines, entries, stops)
                : Ambiguous(unclear),
        };
    }

    public static Refusal Ambiguous(string number) =>
        new("ambiguous-number", $"{number} can be read in several ways: a comma or point in it may stand before decimals, between thousands or between two numbers. Write decimals with one point, and a blank after a comma between two numbers.");

    private static Refusal? Refuse(CornixLines lines, List<decimal> entries, List<decimal> stops)
    {
        if (entries.Count == 0 && !lines.IsMarket)
        {
            return new("invalid-limit-price", "The entry names no price. Add one, or say that it is at the market.");
        }

        if (entries.Distinct().Count() > 1 && !lines.IsZone && !lines.IsBreakout)
        {
            return new("several-entries", "The signal has several entries, and how they share the amount is a setting of the product it is written for. Send one price, or a zone.");
        }

        return stops.Distinct().Count() > 1 ? new("several-stops", "The signal has several stops. Send one.") : null;
    }

    private static List<decimal> Read(IReadOnlyList<string> lines, ref string? unclear)
    {
        var prices = new List<decimal>();
        foreach (var line in lines)
        {
            if (PercentWithComma.Match(line) is { Success: true } percent)
            {
                unclear ??= percent.Value;
            }

            // Counters before a price, the numbers in TP1 and shares in per cent are no prices.
            var bare = Counter.Replace(Percent.Replace(line, " "), " ");
            foreach (Match number in Number.Matches(bare))
            {
                if (Several(number.Value) is { } found)
                {
                    prices.AddRange(found.Where(price => price > 0));
                }
                else
                {
                    unclear ??= number.Value;
                }
            }
        }

        return prices;
    }

    /// <summary>
    /// One number, with commas between thousands or none; or several where a comma can be nothing else than what stands between
    /// them. Null where it may be a decimal's.
    /// </summary>
    private static List<decimal>? Several(string text)
    {
        var parts = Thousands.IsMatch(text) ? [text.Replace(",", "", StringComparison.Ordinal)] : text.Split(',');
        var areWhole = Array.TrueForAll(parts, IsWhole);
        if (parts.Length > 1 && !areWhole && !(parts.Length > 2 && IsWhole(parts[0])))
        {
            return null;
        }

        var numbers = new List<decimal>();
        foreach (var part in parts)
        {
            if (!Decimals.TryParse(part, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Too long in front of a comma to be thousands, or with its decimals already.</summary>
    private static bool IsWhole(string part) => part.Contains('.', StringComparison.Ordinal) || part.Length > 3;

    [GeneratedRegex(@"(?<![\w.])(?>\d+(?:[.,]\d+)*)(?![\w%])", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands { get; }

    [GeneratedRegex(@"\d,\d+\s?%", RegexOptions.CultureInvariant)]
    private static partial Regex PercentWithComma { get; }

    [GeneratedRegex(@"(?<number>\d+(?:\.\d+)?)\s?%", RegexOptions.CultureInvariant)]
    private static partial Regex Percent { get; }

    [GeneratedRegex(@"(?:^|\s)\d{1,2}\s?[):](?=\s)|^\d{1,2}\s?[.\-](?=\s)|\b(?:targets?|tp|entry|profit)\s?#?\d{1,2}\s?[:)\-=](?=\s?\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counter { get; }
}
