using Signalbox.Identity;

namespace Signalbox.Venues.Okx;

/// <summary>
/// Which of an account's rates holds for an instrument. The venue tells them by groups of instruments and, as it did before,
/// by the currency a contract settles in.
/// </summary>
internal static class OkxFeeRates
{
    public static (decimal? Maker, decimal? Taker) Of(InstrumentId instrument, OkxFees fees)
    {
        var quote = instrument.Value.Split('-') is [_, var second, ..] ? second : "";
        var isContract = instrument.Value.Count(letter => letter == '-') > 1;
        var told = quote switch
        {
            "USDT" when isContract => (fees.MakerU, fees.TakerU),
            "USDC" when isContract || fees.MakerUsdc is not null => (fees.MakerUsdc, fees.TakerUsdc),
            _ => (fees.Maker, fees.Taker),
        };
        // One group stands for everything that was asked for; of several the account's list does not say which.
        return told is (not null, not null) ? told
            : fees.FeeGroup is [var group] ? (group.Maker, group.Taker)
            : (fees.Maker, fees.Taker);
    }
}
