using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Streams;

public sealed class BookTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");

    [Fact]
    public void Book_HoldsWhatADictionaryWouldHold_BestFirst()
    {
        var book = new OrderBookBuilder(Btc);
        var expected = new Dictionary<decimal, decimal>();
        var chance = new Random(11);
        for (var step = 0; step < 20_000; step++)
        {
            var price = chance.Next(1, 300);
            var quantity = chance.Next(0, 3);
            book.Set(Side.Sell, price, quantity);
            if (quantity == 0) expected.Remove(price);
            else expected[price] = quantity;
        }

        var held = Enumerable.Range(0, book.Depth(Side.Sell)).Select(index => book.Level(Side.Sell, index)).ToList();
        Assert.Equal(expected.OrderBy(level => level.Key).Select(level => (level.Key, level.Value)), held.Select(level => (level.Price.Value, level.Quantity.Value)));
    }

    [Fact]
    public void FullBook_ForgetsItsWorstLevels()
    {
        var book = new OrderBookBuilder(Btc, levelsMax: 3);
        foreach (var price in new[] { 5m, 3m, 4m, 1m, 6m })
        {
            book.Set(Side.Buy, price, 1m);
        }

        Assert.Equal([6m, 5m, 4m], Enumerable.Range(0, book.Depth(Side.Buy)).Select(index => book.Level(Side.Buy, index).Price.Value));
    }

    [Fact]
    public void SyncedBook_WaitsForItsSnapshot_DropsWhatItHolds_AndAppliesTheRest()
    {
        var book = Synced(new BookSnapshot(10, [new(99m, 1m)], [new(101m, 1m)]));

        Assert.Null(book.Take(8, 9, [1]));

        Assert.True(book.IsSynced);
        Assert.Equal(99m, book.View.Level(Side.Buy, 0).Price.Value);
        Assert.Null(book.Take(10, 12, [2]));
        Assert.Equal(2m, book.View.Level(Side.Buy, 0).Quantity.Value);
        Assert.Null(book.Take(11, 12, [3]));
        Assert.Equal(2m, book.View.Level(Side.Buy, 0).Quantity.Value);
    }

    [Fact]
    public void MissingChange_IsTold_AndTheBookIsBuiltAgain()
    {
        var book = Synced(new BookSnapshot(10, [new(99m, 1m)], []));
        book.Take(8, 9, [1]);

        Assert.Contains("missing", book.Take(15, 16, [2]), StringComparison.Ordinal);
        Assert.False(book.IsSynced);
    }

    [Fact]
    public void OlderSnapshotThanTheFirstChange_IsNotTaken()
    {
        var book = Synced(new BookSnapshot(10, [new(99m, 1m)], []));

        book.Take(20, 21, [1]);

        Assert.False(book.IsSynced);
    }

    [Fact]
    public void Candle_ClosesWithTheFirstTradeAfterIt()
    {
        var candles = new CandleBuilder(Btc, TimeSpan.FromMinutes(1));
        var at = new DateTimeOffset(2026, 1, 5, 9, 0, 10, TimeSpan.Zero);
        candles.Add(Trade(100m, at));
        candles.Add(Trade(105m, at.AddSeconds(10)));
        candles.Add(Trade(95m, at.AddSeconds(20)));

        var (closed, current) = candles.Add(Trade(97m, at.AddSeconds(60)));

        Assert.Equal((100m, 105m, 95m, 95m, 3m, true), (closed!.Open.Value, closed.High.Value, closed.Low.Value, closed.Close.Value, closed.Volume.Value, closed.IsClosed));
        Assert.Equal((97m, at.AddSeconds(50)), (current!.Open.Value, current.OpensAt));
        Assert.Equal((null, null), candles.Add(Trade(1m, at)));
    }

    // The number in a change becomes the quantity of one level.
    private static SyncedBook Synced(BookSnapshot snapshot) => new(
        Btc, () => Task.FromResult(VenueAnswer.Of(snapshot)), static (change, book) => book.Set(Side.Buy, 99m, change[0]));

    private static MarketTrade Trade(decimal price, DateTimeOffset at) => new(Btc, "1", new(price), new(1m), Side.Buy, at);
}
