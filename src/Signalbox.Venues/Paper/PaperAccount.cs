using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>One account as its ledger tells it. All of it is a fold: restart and replay take the same path.</summary>
internal sealed class PaperAccount(Account trading, PaperSeat seat, StreamHead owned, PaperOptions options)
{
    private OrderHistory? history;

    public Account Trading => trading;

    public PaperSeat Seat => seat;

    public StreamId Stream => owned.Stream;

    public long Epoch => owned.Epoch;

    /// <summary>The ledger's version once everything noted so far is committed.</summary>
    public long Version { get; private set; }

    public LedgerMarks Marks { get; } = new();

    public DateTimeOffset LastFillAt { get; private set; }

    /// <summary>Null until a price is overridden; most accounts never do.</summary>
    public Dictionary<InstrumentId, PriceOverridden>? Overrides { get; private set; }

    /// <summary>Applies an event that was read from the ledger.</summary>
    public void Replay(LedgerEvent stored, DateTimeOffset at)
    {
        var order = stored is PriceOverridden or PriceReleased ? null : trading.Apply(stored, at);
        Note(stored, order, at);
    }

    /// <summary>Takes note of an event the engine has applied already.</summary>
    public void Note(LedgerEvent happened, Order? order, DateTimeOffset at)
    {
        Version++;
        Marks.Note(Version, at);
        switch (happened)
        {
            case PriceOverridden overridden: (Overrides ??= [])[overridden.Instrument] = overridden; break;
            case PriceReleased released: Overrides?.Remove(released.Instrument); break;
            case OrderAccepted: (history ??= new(options.HistoryMax)).Began(order!, Version); break;
            case OrderFilled: LastFillAt = at; break;
        }

        if (order is { IsOpen: false })
        {
            history!.Ended(order, Version);
        }
    }

    public Order? FindOpen(ClientOrderId id, VenueOrderId? venueId) =>
        trading.Find(id.ToString()) ?? (NumberIn(venueId) is { } number ? trading.Find(number) : null);

    /// <summary>Where an order that is not open any more is known from; null when it never existed.</summary>
    public PastOrder? FindPast(ClientOrderId id, VenueOrderId? venueId)
    {
        var number = history?.NumberOf(id) ?? NumberIn(venueId);
        return number is { } known && history?.SpanOf(known) is { } span ? new(known, history.Kept(known), span) : null;
    }

    private static long? NumberIn(VenueOrderId? id) => long.TryParse(id?.Value, out var number) ? number : null;
}

/// <param name="Kept">Null when only the ledger still has it.</param>
internal sealed record PastOrder(long Number, Order? Kept, LedgerSpan Span);
