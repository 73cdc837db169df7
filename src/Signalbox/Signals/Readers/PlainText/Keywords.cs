using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>How the words of the language are written. The first spelling of each is the one we write ourselves.</summary>
internal static class Keywords
{
    private const int LongestVenue = 16;

    private static readonly (Keyword Keyword, string Spellings)[] Spelt =
    [
        (Keyword.Buy, "buy"), (Keyword.Sell, "sell"), (Keyword.Close, "close exit"), (Keyword.Reverse, "reverse rev"), (Keyword.Flatten, "flatten"),
        (Keyword.Cancel, "cancel"), (Keyword.Add, "add"), (Keyword.Breakeven, "breakeven be"), (Keyword.Protect, "protect"),
        (Keyword.Target, "target position"), (Keyword.To, "to"), (Keyword.Long, "long"), (Keyword.Short, "short"), (Keyword.Flat, "flat"),
        (Keyword.All, "all"), (Keyword.Only, "only"),
        (Keyword.Market, "market mkt"), (Keyword.Limit, "limit lmt"), (Keyword.Stop, "stop"), (Keyword.StopLimit, "stop_limit stop-limit stoplimit"),
        (Keyword.Trail, "trail trailing trailing_stop"), (Keyword.At, "at"), (Keyword.Post, "post postonly post-only"), (Keyword.Show, "show"),
        (Keyword.Quote, "quote"), (Keyword.TimeInForce, "gtc day gtd ioc fok aon opg cls"), (Keyword.Until, "until"),
        (Keyword.StopLoss, "sl stoploss stop-loss"), (Keyword.TakeProfit, "tp takeprofit take-profit tp1 tp2 tp3 tp4 tp5 tp6 tp7 tp8 tp9 tp10"),
        (Keyword.Off, "off"), (Keyword.From, "from"), (Keyword.Loss, "loss"), (Keyword.Profit, "profit"), (Keyword.After, "after"),
        (Keyword.Offset, "offset"),
        (Keyword.If, "if"), (Keyword.Stay, "stay"), (Keyword.Spread, "spread"), (Keyword.Slip, "slip slippage"), (Keyword.Ttl, "ttl"),
        (Keyword.Delay, "delay"), (Keyword.Lag, "lag maxlag"), (Keyword.Anytime, "anytime"), (Keyword.Reduce, "reduce reduceonly reduce-only"),
        (Keyword.Leverage, "lev leverage"), (Keyword.ExtendedHours, "ext"), (Keyword.RegularHours, "rth"), (Keyword.Clear, "clear"), (Keyword.Keep, "keep"),
        (Keyword.Symbol, "symbol ticker"), (Keyword.On, "on"), (Keyword.Id, "id"), (Keyword.OrderId, "oid"), (Keyword.Sent, "sent"),
        (Keyword.Price, "price"), (Keyword.Interval, "interval"), (Keyword.Group, "group"), (Keyword.Extras, "extras"), (Keyword.Test, "test"),
        (Keyword.Call, "call"), (Keyword.Put, "put"), (Keyword.Both, "both"), (Keyword.InTheMoney, "itm"), (Keyword.OutOfTheMoney, "otm"),
        (Keyword.Strike, "strike"), (Keyword.Expires, "exp expires"), (Keyword.Away, "away"), (Keyword.Strikes, "strikes"),
    ];

    private static readonly FrozenDictionary<string, Keyword> BySpelling = Spelt
        .SelectMany(each => each.Spellings.Split(' ').Select(spelling => (spelling, each.Keyword)))
        .ToFrozenDictionary(each => each.spelling, each => each.Keyword, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<char>> Lookup = BySpelling.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, TimeInForce> TimesInForce =
        Enum.GetValues<TimeInForce>().ToFrozenDictionary(Words.Of, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, QuotePrice> QuotePrices =
        Enum.GetValues<QuotePrice>().ToFrozenDictionary(Words.Of, StringComparer.OrdinalIgnoreCase);

    /// <summary>Venues whose name alone, in front of an order, is the venue and not a symbol.</summary>
    private static readonly FrozenSet<string> Venues = FrozenSet.ToFrozenSet(
        [
            "alpaca", "ascendex", "binance", "binanceus", "bingx", "bitfinex", "bitget", "bitmart", "bitmex", "bitstamp", "bitunix", "blofin", "bybit",
            "coinbase", "cryptocom", "deribit", "dydx", "gate", "gateio", "gemini", "htx", "hyperliquid", "ibkr", "kraken", "krakenfutures", "kucoin",
            "loopback", "mexc", "oanda", "okx", "paper", "phemex", "tastytrade", "tradestation", "tradier", "tradovate", "upbit", "whitebit", "woo",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text that holds the word is one of ours: actions, order types, stops and targets.</summary>
    public static bool IsTelling(Keyword keyword) => keyword is (>= Keyword.Buy and <= Keyword.Target)
        or Keyword.Long or Keyword.Short or Keyword.Flat or (>= Keyword.Market and <= Keyword.Trail) or Keyword.StopLoss or Keyword.TakeProfit;

    public static Keyword Of(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var keyword) ? keyword : Keyword.None;

    public static bool IsVenue(ReadOnlySpan<char> word) => word.Length <= LongestVenue && Venues.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static TimeInForce TimeInForceOf(ReadOnlySpan<char> word) => TimesInForce.GetAlternateLookup<ReadOnlySpan<char>>()[word];

    public static QuotePrice? QuotePriceOf(ReadOnlySpan<char> word) =>
        QuotePrices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var quote) ? quote : null;

    public static string Spelling(Keyword keyword)
    {
        foreach (var (known, spellings) in Spelt)
        {
            if (known == keyword)
            {
                return spellings.Split(' ')[0];
            }
        }

        throw new InvalidOperationException($"{keyword} has no spelling.");
    }

    /// <summary>The word somebody probably meant; null where none is near.</summary>
    public static string? Nearest(string word) => word.Length <= 20 ? NearestWord.Of(word.ToLowerInvariant(), BySpelling.Keys.Where(key => key.Length > 1)) : null;
}
