using System.Collections.Frozen;

namespace Signalbox.Signals.Readers.PineConnector;

/// <summary>Two currencies of countries against each other: what a pip is worth is known for these alone.</summary>
internal sealed record CurrencyPair(string Base, string Quote)
{
    private const decimal UsualPip = 0.0001m;
    private const decimal CoarsePip = 0.01m;
    // Nobody quotes a pair of majors above this, nor a major in yen below it: the number is a distance in pips.
    private const decimal PriceOfMajorsMost = 5m;
    private const decimal PriceInYenLeast = 20m;
    // With decimals, a number from here on is rather a price than a distance where the quote is coarse.
    private const decimal CoarsePriceLeast = 50m;

    private static readonly FrozenSet<string> Majors = new[] { "USD", "EUR", "GBP", "CHF", "AUD", "NZD", "CAD" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Currencies = new[]
    {
        "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR", "MXN", "SGD", "HKD", "CNH",
    }.ToFrozenSet(StringComparer.Ordinal);

    public decimal Pip => IsCoarse ? CoarsePip : UsualPip;

    private bool IsCoarse => Quote is "JPY" or "HUF";

    /// <summary>Null where the symbol does not begin with two currencies; brokers add endings to it.</summary>
    public static CurrencyPair? Of(string symbol) =>
        symbol.Length >= 6 && new CurrencyPair(symbol[..3].ToUpperInvariant(), symbol[3..6].ToUpperInvariant()) is var pair
            && Currencies.Contains(pair.Base) && Currencies.Contains(pair.Quote) ? pair : null;

    public bool IsNoPrice(decimal number) => Majors.Contains(Base)
        && (Quote == "JPY" ? number < PriceInYenLeast : Majors.Contains(Quote) && number > PriceOfMajorsMost);

    /// <summary>A distance in pips has one decimal place at most.</summary>
    public bool MayBePrice(decimal number) => number.Scale > 1 || IsCoarse && number.Scale > 0 && number >= CoarsePriceLeast;
}
