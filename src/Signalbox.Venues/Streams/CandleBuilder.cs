using Signalbox.Identity;

namespace Signalbox.Venues.Streams;

/// <summary>Candles of one length from trades. A trade older than the open candle is too late and changes nothing.</summary>
public sealed class CandleBuilder(InstrumentId instrument, TimeSpan length)
{
    private Candle? open;

    /// <summary>The candle a trade closed, if it did, and the one it belongs to.</summary>
    public (Candle? Closed, Candle? Current) Add(MarketTrade trade)
    {
        var opensAt = new DateTimeOffset(trade.At.UtcTicks / length.Ticks * length.Ticks, TimeSpan.Zero);
        if (open is { } current && opensAt < current.OpensAt)
        {
            return (null, null);
        }

        if (open is { } same && opensAt == same.OpensAt)
        {
            open = same with
            {
                High = trade.Price > same.High ? trade.Price : same.High,
                Low = trade.Price < same.Low ? trade.Price : same.Low,
                Close = trade.Price,
                Volume = same.Volume + trade.Quantity,
            };
            return (null, open);
        }

        var closed = open is null ? null : open with { IsClosed = true };
        open = new()
        {
            Instrument = instrument,
            OpensAt = opensAt,
            Length = length,
            Open = trade.Price,
            High = trade.Price,
            Low = trade.Price,
            Close = trade.Price,
            Volume = trade.Quantity,
            IsClosed = false,
        };
        return (closed, open);
    }
}
