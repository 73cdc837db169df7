using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets.Symbols;

/// <summary>How a strategy's or a subscription's tickers are to be understood where they leave something open.</summary>
/// <param name="Market">What a pair means that exists as spot and as perpetual. Default: neither; such a ticker is refused.</param>
/// <param name="Quote">
/// The quote currency meant where a ticker names none, or names USD and there is no such instrument: <c>USDT</c>, say.
/// Null: none is assumed, and USD is never read as USDT.
/// </param>
/// <param name="RollDays">How many days before its expiry, or its first notice day, the front month of a continuous future is left.</param>
/// <param name="Tickers">Tickers that mean something else here, before anything else is asked.</param>
// The generated JSON reader honours the defaults of a constructor, not those of init-only properties.
public sealed record SymbolTerms(
    MarketPreference Market = MarketPreference.None,
    string? Quote = null,
    int RollDays = SymbolTerms.RollDaysUsual,
    [property: JsonConverter(typeof(ValueListConverter<TickerMeaning>))] ValueList<TickerMeaning> Tickers = default)
{
    public const int RollDaysUsual = 2;

    public static readonly SymbolTerms Usual = new();
}

/// <summary>A ticker of the sender and the ticker to read in its place.</summary>
public sealed record TickerMeaning(string Ticker, string Means);

[JsonConverter(typeof(SnakeCaseEnumConverter<MarketPreference>))]
public enum MarketPreference
{
    None,
    Spot,
    Perpetual,
}
