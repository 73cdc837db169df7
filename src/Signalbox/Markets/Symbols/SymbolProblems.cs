using System.Globalization;
using Signalbox.Text;

namespace Signalbox.Markets.Symbols;

/// <summary>Why a ticker means no instrument, said so that the sender can mend it.</summary>
internal static class SymbolProblems
{
    private const int ShownMax = 8;
    private const int NearMax = 3;

    public static SymbolProblem Expired(string ticker, Instrument contract) => new("contract-expired",
        $"The ticker {ticker} means {contract.Id}, which expired on {contract.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Name a contract that still trades.");

    public static SymbolProblem NotAnOption(string ticker) => new("option-contract-required",
        $"The signal asks for an option of {ticker}, and which contract cannot be told. Send its expiration as a date, its strikePrice and its optionType, or the contract as ticker.");

    public static SymbolProblem NoSuchOption(string ticker, OptionContract asked) => new("ticker-does-not-exist",
        $"There is no {Words.Of(asked.Right!.Value)} on {ticker} of {asked.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} at {asked.Strike} here. Check the expiration, the strikePrice and the optionType, or subscribe another account.");

    public static SymbolProblem Ambiguous(string ticker, Instrument[] candidates, SymbolIndex index)
    {
        var names = candidates
            .OrderBy(candidate => candidate.Id.Value, StringComparer.Ordinal)
            .Select(candidate => Named(candidate, index))
            .Take(ShownMax);
        var more = candidates.Length > ShownMax ? " and others" : "";
        return new("ambiguous-ticker",
            $"The ticker {ticker} may mean {string.Join(", ", names)}{more}. Send one of these names, or set the market and quote of the strategy's symbols.");
    }

    public static SymbolProblem Unknown(string ticker, SymbolIndex index)
    {
        var near = Near(ticker, index).ToArray();
        var hint = near.Length > 0 ? $" Perhaps {string.Join(" or ", near)} is meant." : "";
        return new("ticker-does-not-exist", $"There is no instrument for the ticker {ticker} here.{hint} Check the ticker, or subscribe another account.");
    }

    private static string Named(Instrument instrument, SymbolIndex index) =>
        CanonicalSymbol.Of(instrument, index.Venue) is var canonical && canonical == instrument.Id.Value ? canonical : $"{instrument.Id} ({canonical})";

    private static IEnumerable<string> Near(string ticker, SymbolIndex index)
    {
        var name = ticker.Trim();
        if (name.Length is 0 or > TickerText.LengthMax)
        {
            return [];
        }

        name = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return NearestWord.Few(name, index.Instruments.Keys.Select(id => id.Value), NearMax);
    }
}
