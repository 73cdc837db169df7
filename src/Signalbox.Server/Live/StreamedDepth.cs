using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Server.Live;

/// <summary>Follows a book and the trades of one market at its venue, on a line of its own, until it is disposed of.</summary>
internal sealed class StreamedDepth : IWatchedDepth
{
    private readonly CancellationTokenSource ending = new();
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Task reading;
    private volatile DepthView? latest;

    public StreamedDepth(IVenueDesk desk, InstrumentId instrument, Action<MarketTrade> onTrade, TimeProvider clock, ILogger log)
    {
        this.clock = clock;
        this.log = log;
        reading = ReadAsync(desk, new([instrument]) { Quotes = false, Books = true, Trades = true }, onTrade);
    }

    public DepthView? Latest() => latest;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
    }

    private async Task ReadAsync(IVenueDesk desk, MarketSubscription wish, Action<MarketTrade> onTrade)
    {
        await Task.Yield();
        try
        {
            await foreach (var told in desk.MarketStreamAsync(wish, ending.Token))
            {
                switch (told)
                {
                    case MarketEvent.BookChanged changed:
                        latest = new(Levels(changed.Book, Side.Buy), Levels(changed.Book, Side.Sell), clock.GetUtcNow());
                        break;
                    case MarketEvent.Traded traded:
                        onTrade(traded.Trade);
                        break;
                    case MarketEvent.Gap:
                        // An old book must not look like the market as it is.
                        latest = null;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception defect)
        {
            // One picture less is better than a feed that stands still.
            LiveLog.DepthBroke(log, wish.Instruments[0].Value, defect);
        }

        latest = null;
    }

    private static DepthLevel[] Levels(IBookView book, Side side)
    {
        var levels = new DepthLevel[Math.Min(book.Depth(side), DepthBook.LevelsMax)];
        for (var index = 0; index < levels.Length; index++)
        {
            var (price, quantity) = book.Level(side, index);
            levels[index] = new(price, quantity);
        }

        return levels;
    }
}
