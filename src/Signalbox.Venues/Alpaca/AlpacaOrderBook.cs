using Signalbox.Identity;

namespace Signalbox.Venues.Alpaca;

/// <summary>Which of our orders has which number: what the account remembers, and the newest number of each.</summary>
internal sealed class AlpacaOrderBook(OrderMemory memory, AlpacaNumbers numbers)
{
    public VenueOrderId? Find(ClientOrderId id) => numbers.Find(id);

    public void Note(ClientOrderId id, VenueOrderId number, InstrumentId instrument)
    {
        numbers.Note(id, number);
        memory.Note(number, id, instrument);
    }
}
