using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>A made market and the board that shows its quotes.</summary>
internal sealed class ShownMarket(MarketMaker maker, QuoteBoard board)
{
    private long shown = -1;

    public MarketMaker Maker => maker;

    /// <summary>Shows the quotes as of now, changed or not: a market that stands still is fresh all the same.</summary>
    public void Publish(DateTimeOffset now)
    {
        var book = maker.Book;
        shown = book.Version;
        board.Publish(book.Listing.Instrument.Id, new() { Bid = book.BestBid, Ask = book.BestAsk, Last = book.Last, At = now });
    }

    public void PublishChanged(DateTimeOffset now)
    {
        if (shown != maker.Book.Version)
        {
            Publish(now);
        }
    }
}
