using Signalbox.Markets;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// What kind of asset a symbol names: <c>AAPL</c>, <c>BTC/USD</c>, <c>AAPL240119C00100000</c>. One account trades all of them.
/// </summary>
public static class AlpacaSymbols
{
    // What the venue quotes coins in; the longer ones first, because they end in each other.
    private static readonly string[] Quotes = ["USDT", "USDC", "USD", "BTC", "ETH"];

    // Six digits of a date, C or P, eight digits of a strike.
    private const int ContractTail = 15;
    private const int StockLettersMax = 5;

    public static InstrumentKind KindOf(string symbol) => symbol.Contains('/', StringComparison.Ordinal) ? InstrumentKind.Spot
        : IsContract(symbol) ? InstrumentKind.Option
        : InstrumentKind.Stock;

    /// <summary>Some answers write a pair of coins without its stroke; which asset it is stands beside it.</summary>
    public static string Pair(string symbol)
    {
        if (symbol.Contains('/', StringComparison.Ordinal))
        {
            return symbol;
        }

        var quote = Array.Find(Quotes, quote => symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal));
        return quote is null ? symbol : $"{symbol[..^quote.Length]}/{quote}";
    }

    public static string Of(string symbol, string? assetClass) => assetClass == "crypto" ? Pair(symbol) : symbol;

    /// <summary>Activities do not say which kind of asset it is: letters only and more than a stock has are a pair of coins.</summary>
    public static string OfActivity(string symbol) =>
        symbol.Length is > StockLettersMax and < ContractTail && !symbol.AsSpan().ContainsAnyExceptInRange('A', 'Z') ? Pair(symbol) : symbol;

    private static bool IsContract(string symbol)
    {
        if (symbol.Length <= ContractTail)
        {
            return false;
        }

        var tail = symbol.AsSpan(symbol.Length - ContractTail);
        return tail[6] is 'C' or 'P' && !tail[..6].ContainsAnyExceptInRange('0', '9') && !tail[7..].ContainsAnyExceptInRange('0', '9');
    }
}
