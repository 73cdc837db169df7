using Signalbox.Server.Api.Input;

namespace Signalbox.Server.Api.Terms;

/// <summary>The tickers a strategy or a subscription allows.</summary>
internal static class TickersReading
{
    private const int TickersMax = 1_000;
    private const int TickerCharsMax = 64;

    public static List<string> Read(IReadOnlyList<string> tickers, InputCheck check)
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
