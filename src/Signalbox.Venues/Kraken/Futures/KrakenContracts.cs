using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>The list of contracts in our words.</summary>
internal static class KrakenContracts
{
    private const int ExpiryDigits = 6;

    /// <summary>Indices have no contract size and options are not traded through this adapter: both are left out.</summary>
    public static Instrument? Decode(KrakenContract contract)
    {
        if (contract is not { Symbol: { } listed, ContractSize: { } size and > 0, TickSize: { } tick and > 0 } || KindOf(listed.ToUpperInvariant(), contract.Type) is not { } kind)
        {
            return null;
        }

        var symbol = listed.ToUpperInvariant();
        var (coin, money) = NamesOf(symbol, contract);
        var lot = Step(contract.ContractValueTradePrecision ?? 0);
        return new()
        {
            Id = new(symbol),
            Kind = kind,
            AssetClass = AssetClass.Crypto,
            Base = coin,
            Quote = money,
            Settle = kind is InstrumentKind.InversePerpetual or InstrumentKind.InverseFuture ? coin : money,
            TickSize = new(tick),
            LotSize = new(lot),
            MinQuantity = new(lot),
            MaxQuantity = contract.MaxPositionSize is { } most and > 0 ? new(most) : null,
            ContractSize = size,
            MaxLeverage = contract.MarginLevels is [{ InitialMargin: { } margin and > 0 }, ..] ? Math.Floor(1 / margin) : null,
            Status = contract.Tradeable ? TradingStatus.Trading : TradingStatus.Halted,
            Expiry = kind is InstrumentKind.InverseFuture or InstrumentKind.LinearFuture ? ExpiryOf(symbol, contract.LastTradingTime) : null,
        };
    }

    private static InstrumentKind? KindOf(string symbol, string? type) => (symbol[..Math.Min(2, symbol.Length)], type) switch
    {
        ("PI", _) => InstrumentKind.InversePerpetual,
        ("FI", _) => InstrumentKind.InverseFuture,
        ("PF" or "PV", _) => InstrumentKind.LinearPerpetual,
        ("FF" or "FV", _) => InstrumentKind.LinearFuture,
        _ => null,
    };

    // "PI_XBTUSD", "FI_XBTUSD_180615": where the list does not name both, the last three letters are the money.
    private static (string Coin, string Money) NamesOf(string symbol, KrakenContract contract)
    {
        if (contract is { Base: { Length: > 0 } coin, Quote: { Length: > 0 } money })
        {
            return (KrakenAssets.Usual(coin), KrakenAssets.Usual(money));
        }

        var pair = symbol.Split('_') is [_, var middle, ..] ? middle : symbol;
        return pair.Length > 3 ? (KrakenAssets.Usual(pair[..^3]), KrakenAssets.Usual(pair[^3..])) : (pair, "USD");
    }

    private static DateOnly? ExpiryOf(string symbol, string? lastTradingTime)
    {
        if (lastTradingTime is not null && UnixTime.FromText(lastTradingTime) is var last && last > DateTimeOffset.UnixEpoch)
        {
            return DateOnly.FromDateTime(last.UtcDateTime);
        }

        return symbol.Length > ExpiryDigits && DateOnly.TryParseExact(symbol[^ExpiryDigits..], "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static decimal Step(int decimals)
    {
        var step = 1m;
        for (var count = Math.Abs(Math.Clamp(decimals, -20, 20)); count > 0; count--)
        {
            step = decimals > 0 ? step / 10 : step * 10;
        }

        return step;
    }
}
