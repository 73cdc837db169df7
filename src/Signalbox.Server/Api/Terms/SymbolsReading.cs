using Signalbox.Markets.Symbols;
using Signalbox.Server.Api.Input;

namespace Signalbox.Server.Api.Terms;

internal static class SymbolsReading
{
    private const int TickersMax = 200;
    private const int TickerCharsMax = 64;
    private const int QuoteCharsMax = 12;
    private const int RollDaysMax = 60;

    public static SymbolTerms? Read(SymbolsDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        var quote = document.Quote?.Trim().ToUpperInvariant();
        check.Require(
            quote is null || quote.Length is >= 1 and <= QuoteCharsMax && quote.All(char.IsAsciiLetterOrDigit),
            $"{path}.quote", $"Expected a currency of 1 to {QuoteCharsMax} letters or digits, such as USDT.");
        check.Require(document.RollDays is >= 0 and <= RollDaysMax, $"{path}.rollDays", $"Expected a whole number from 0 to {RollDaysMax}.");
        return new(document.Market, quote, document.RollDays, [.. Tickers(document.Tickers ?? [], $"{path}.tickers", check)]);
    }

    private static List<TickerMeaning> Tickers(IReadOnlyList<TickerMeaning> tickers, string path, InputCheck check)
    {
        check.Require(tickers.Count <= TickersMax, path, $"At most {TickersMax} tickers may be given a meaning.");
        var read = new List<TickerMeaning>();
        for (var index = 0; index < Math.Min(tickers.Count, TickersMax); index++)
        {
            var (ticker, means) = (tickers[index]?.Ticker?.Trim() ?? "", tickers[index]?.Means?.Trim() ?? "");
            check.Require(ticker.Length is >= 1 and <= TickerCharsMax, $"{path}[{index}].ticker", $"A ticker has 1 to {TickerCharsMax} characters.");
            check.Require(means.Length is >= 1 and <= TickerCharsMax, $"{path}[{index}].means", $"A ticker has 1 to {TickerCharsMax} characters.");
            check.Require(
                !read.Exists(known => string.Equals(known.Ticker, ticker, StringComparison.OrdinalIgnoreCase)),
                $"{path}[{index}].ticker", $"The ticker {ticker} is given two meanings.");
            read.Add(new(ticker, means));
        }

        return read;
    }
}
