using System.Globalization;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// One name for an instrument at whatever venue, in the notation traders know from ccxt: <c>BTC/USDT</c> is spot,
/// <c>BTC/USDT:USDT</c> a perpetual settled in USDT, <c>BTC/USD:BTC-251226</c> a dated future, and
/// <c>BTC/USDT:USDT-251226-100000-C</c> an option. A stock is its symbol alone.
/// </summary>
public static class CanonicalSymbol
{
    public static string Of(Instrument instrument, string venue)
    {
        var name = CurrencyNames.Canonical(instrument.Base, venue);
        if (instrument.Kind == InstrumentKind.Stock)
        {
            return name;
        }

        var pair = $"{name}/{CurrencyNames.Canonical(instrument.Quote, venue)}";
        if (instrument.Kind == InstrumentKind.Spot)
        {
            return pair;
        }

        var settled = $"{pair}:{CurrencyNames.Canonical(instrument.Settle, venue)}";
        if (instrument.Expiry is not { } expiry)
        {
            return settled;
        }

        var dated = $"{settled}-{expiry.ToString("yyMMdd", CultureInfo.InvariantCulture)}";
        return instrument.Strike is { } strike && instrument.Right is { } right ? $"{dated}-{strike}-{(right == ContractRight.Call ? 'C' : 'P')}" : dated;
    }
}
