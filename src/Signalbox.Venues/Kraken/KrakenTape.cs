using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kraken;

/// <summary>Trades as they are told on: by themselves, as candles, or both.</summary>
/// <param name="candles">Their length; null for none.</param>
internal sealed class KrakenTape(bool trades, TimeSpan? candles)
{
    private readonly Dictionary<InstrumentId, CandleBuilder> builders = [];

    public void Add(MarketTrade trade, StreamTurn<MarketEvent> turn)
    {
        if (trades)
        {
            turn.Tell(new MarketEvent.Traded(trade));
        }

        if (candles is not { } length)
        {
            return;
        }

        if (!builders.TryGetValue(trade.Instrument, out var builder))
        {
            builders.Add(trade.Instrument, builder = new(trade.Instrument, length));
        }

        var (closed, current) = builder.Add(trade);
        foreach (var candle in new[] { closed, current })
        {
            if (candle is not null)
            {
                turn.Tell(new MarketEvent.CandleChanged(candle));
            }
        }
    }
}
