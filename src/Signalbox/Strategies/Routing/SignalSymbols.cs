using System.Globalization;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;

namespace Signalbox.Strategies.Routing;

/// <summary>What a received signal asks an account's instruments for.</summary>
public static class SignalSymbols
{
    public static SymbolQuery QueryOf(SignalReceived received, SignalTarget target)
    {
        var terms = received.Terms[target.Terms];
        return new()
        {
            Ticker = received.Signal.Ticker,
            At = received.ReceivedAt,
            AssetClass = terms.AssetClass,
            Terms = terms.Symbols.Value ?? SymbolTerms.Usual,
            Option = received.Signal.Option is { } option ? ContractOf(option) : null,
        };
    }

    private static OptionContract ContractOf(OptionTerms option) => new(
        DateOnly.TryParseExact(option.Expiration, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiry) ? expiry : null,
        option.StrikePrice,
        option.Right switch { OptionRight.Call => ContractRight.Call, OptionRight.Put => ContractRight.Put, _ => null });
}
