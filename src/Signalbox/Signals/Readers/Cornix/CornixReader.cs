using System.Text.RegularExpressions;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Cornix;

/// <summary>
/// Signals as channels post them, in the words Cornix reads: a full pair, a line with Buy or Entry, lines with targets and a
/// stop. The side follows from the prices where it is not named.
/// </summary>
public sealed partial class CornixReader : ISignalReader
{
    private const int LengthMax = 4_000;
    private const decimal AmountPercentMax = 20m;

    public string Name => "cornix";

    public bool Recognises(SignalText text) =>
        !text.LooksLikeJson && text.Plain.Length <= LengthMax && text.Plain.Contains('/', StringComparison.Ordinal) && Pair.IsMatch(text.Plain) && CornixLines.Of(text.Plain) is { HasEntry: true } lines && (lines.HasTargets || lines.HasStop);

    public Reading Read(SignalText text)
    {
        var pair = Pair.Match(text.Plain);
        var lines = CornixLines.Of(text.Plain);
        var ticker = $"{pair.Groups["base"].Value}/{pair.Groups["quote"].Value}".ToUpperInvariant();
        var prices = CornixPrices.Of(lines, isInSatoshis: pair.Groups["quote"].Value.Equals("BTC", StringComparison.OrdinalIgnoreCase));
        if ((prices.Refusal ?? Contradiction(prices)) is { } refusal)
        {
            return Reading.Refused(refusal);
        }

        var isLong = lines.IsLong ?? prices.IsLong;
        if (isLong is null)
        {
            return Reading.Refused(new("invalid-action", "The side is neither named nor told by the prices. Add LONG or SHORT."));
        }

        if (MovingTarget.IsMatch(text.Plain))
        {
            return Reading.Refused(new("unsupported-parameter", "The stop follows the targets, which is not done here. Send a stop at breakeven after a target, or leave the line out.", "stop"));
        }

        var (size, wrong) = Size(text.Plain);
        return wrong is not null ? Reading.Refused(wrong) : Reading.Of(new Signal
        {
            Ticker = ticker,
            Action = isLong.Value ? SignalAction.Buy : SignalAction.Sell,
            Size = size,
            Order = Order(prices, lines, isLong.Value),
            TakeProfit = prices.Targets.Count == 0 ? null : new() { Targets = [.. prices.Targets.Select(price => new TargetTerms { LimitPrice = new(price) })] },
            StopLoss = StopLoss(prices, text.Plain),
            Leverage = Leverage.Match(text.Plain) is { Success: true } leverage ? decimal.Parse(leverage.Groups["times"].Value, System.Globalization.CultureInfo.InvariantCulture) : null,
        });
    }

    /// <summary>A breakout waits for the price to come; anything else rests at the price, or at the near edge of its zone.</summary>
    private static OrderTerms Order(CornixPrices prices, CornixLines lines, bool isLong) =>
        prices.Entry is not { } entry ? new() { Type = OrderType.Market }
        : lines.IsBreakout ? new() { Type = OrderType.Stop, StopPrice = new(isLong ? entry.High : entry.Low) }
        : new() { Type = OrderType.Limit, LimitPrice = new(isLong ? entry.High : entry.Low) };

    private static StopLossTerms? StopLoss(CornixPrices prices, string text) => prices is { Stop: null, StopPercent: null } ? null : new()
    {
        StopPrice = prices.Stop is { } stop ? new(stop) : null,
        Percent = prices.Stop is null ? prices.StopPercent : null,
        BreakevenAfterTarget = Breakeven.Match(text) is { Success: true } moves ? int.Parse(moves.Groups["target"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0,
    };

    private static Refusal? Contradiction(CornixPrices prices) =>
        prices.Stop is { } stop && prices.Targets.Count > 0 && prices.Targets.Min() <= stop && prices.Targets.Max() >= stop
            ? new("contradictory-prices", "The stop lies between the targets. Targets and stop lie on opposite sides of the entry.")
            : null;

    private static (SizeTerms? Size, Refusal? Wrong) Size(string text)
    {
        if (Amount.Match(text) is not { Success: true } amount)
        {
            return (null, null);
        }

        var written = amount.Groups["percent"].Value;
        if (written.Contains(',', StringComparison.Ordinal))
        {
            return (null, CornixPrices.Ambiguous(written + "%"));
        }

        var percent = decimal.Parse(written, System.Globalization.CultureInfo.InvariantCulture);
        if (percent is <= 0 or > AmountPercentMax)
        {
            return (null, new("invalid-quantity", $"An amount of {percent} % is not read: the language allows at most {AmountPercentMax} %."));
        }

        var isRisk = Risk.IsMatch(amount.Value) || RiskAfter.IsMatch(text[(amount.Index + amount.Length)..]);
        return (new() { Quantity = percent, Type = isRisk ? QuantityType.RiskPercent : QuantityType.PercentOfEquity }, null);
    }

    [GeneratedRegex(@"(?<![\w/])[#$]?(?<base>[A-Z0-9]{2,15})\s?/\s?(?<quote>USDT|USDC|USD|BUSD|FDUSD|TUSD|DAI|BTC|ETH|BNB|EUR|TRY|PERP)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pair { get; }

    [GeneratedRegex(@"\b(?:leverage|lev)\b[^\d\n]{0,24}(?<times>\d{1,3}(?:\.\d{1,2})?)\s?x?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leverage { get; }

    [GeneratedRegex(@"\b(?:amount(?:\s+per\s+trade)?|invest|capital\s+invested|risk\s+management|risk|rm)\b[^\d\n]{0,24}(?<percent>\d{1,3}(?:[.,]\d{1,4})?)\s?%", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount { get; }

    [GeneratedRegex(@"\bbreak[\s-]?even\b[\s\-–,(]{0,8}(?:trigger\s*:|after|at|on)\s*(?:target|tp)\s?[(#]?(?<target>\d{1,2})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breakeven { get; }

    [GeneratedRegex(@"\bstop\s*:\s*moving\s+target\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MovingTarget { get; }

    [GeneratedRegex(@"\b(?:risk|rm)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Risk { get; }

    [GeneratedRegex(@"^\s*risk\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RiskAfter { get; }
}
