using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>Which market streams are wanted of which instruments.</summary>
public sealed record MarketSubscription(IReadOnlyList<InstrumentId> Instruments)
{
    public bool Quotes { get; init; } = true;

    public bool Trades { get; init; }

    /// <summary>Kept whole from a snapshot and its changes.</summary>
    public bool Books { get; init; }

    /// <summary>Candles of this length, made from trades; null for none.</summary>
    public TimeSpan? Candles { get; init; }
}

/// <summary>What a market stream brings.</summary>
public abstract record MarketEvent
{
    private MarketEvent()
    {
    }

    public sealed record Quoted(InstrumentId Instrument, MarketView View) : MarketEvent;

    public sealed record Traded(MarketTrade Trade) : MarketEvent;

    /// <summary>The book changed; it is the stream's own and read before the next event is asked for.</summary>
    public sealed record BookChanged(IBookView Book) : MarketEvent;

    public sealed record CandleChanged(Candle Candle) : MarketEvent;

    /// <summary>The stream was interrupted: books are built again from snapshots.</summary>
    public sealed record Gap(string Why) : MarketEvent;
}

/// <param name="TakerSide">The side that met the book; null where the venue does not tell.</param>
public sealed record MarketTrade(InstrumentId Instrument, string Id, Price Price, Quantity Quantity, Side? TakerSide, DateTimeOffset At);

public sealed record Candle
{
    public required InstrumentId Instrument { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    public required TimeSpan Length { get; init; }

    public required Price Open { get; init; }

    public required Price High { get; init; }

    public required Price Low { get; init; }

    public required Price Close { get; init; }

    public required Quantity Volume { get; init; }

    /// <summary>Nothing will be added to it any more.</summary>
    public required bool IsClosed { get; init; }
}

/// <summary>An order book, best levels first.</summary>
public interface IBookView
{
    InstrumentId Instrument { get; }

    int Depth(Side side);

    (Price Price, Quantity Quantity) Level(Side side, int index);
}
