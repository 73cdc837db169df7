using Signalbox.Identity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Strategies;

internal static class StrategyReading
{
    private const int TickersMax = 1_000;
    private const int TickerCharsMax = 64;
    private const int ValiditySecondsMax = 86_400;

    public static Strategy Read(StrategyInput input, StrategyId id, GateReading gates, InputCheck check)
    {
        check.Require(
            input.SignalValiditySeconds is >= 1 and <= ValiditySecondsMax, "signalValiditySeconds", $"Expected a whole number from 1 to {ValiditySecondsMax}.");
        return new()
        {
            Id = id,
            Name = check.Name("name", input.Name),
            Enabled = input.Enabled,
            AssetClass = input.AssetClass,
            TradingStyle = input.TradingStyle,
            Defaults = TermsReading.Read(input.Defaults, "defaults", check),
            AllowedTickers = [.. Tickers(input.AllowedTickers ?? [], check)],
            SignalValiditySeconds = input.SignalValiditySeconds,
            Windows = WindowsReading.Read(input.Windows, "windows", check),
            Gates = gates.Read(input.Gates, "gates", isWhole: true, check),
        };
    }

    private static List<string> Tickers(IReadOnlyList<string> tickers, InputCheck check)
    {
        check.Require(tickers.Count <= TickersMax, "allowedTickers", $"At most {TickersMax} tickers may be listed.");
        var read = new List<string>();
        for (var index = 0; index < Math.Min(tickers.Count, TickersMax); index++)
        {
            var ticker = tickers[index].Trim();
            check.Require(ticker.Length is >= 1 and <= TickerCharsMax, $"allowedTickers[{index}]", $"A ticker has 1 to {TickerCharsMax} characters.");
            check.Require(!read.Contains(ticker, StringComparer.OrdinalIgnoreCase), $"allowedTickers[{index}]", $"The ticker {ticker} is listed twice.");
            read.Add(ticker);
        }

        return read;
    }
}
