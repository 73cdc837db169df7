using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>Market streams.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C110_Quotes_FollowTheMarket()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        var (low, high) = (false, false);
        await foreach (var told in MarketAsync(new([harness.Instrument]), quote, 1m, 0.9m))
        {
            low |= told is MarketEvent.Quoted { View.Mid: { } down } && down <= quote.Times(0.91m);
            high |= told is MarketEvent.Quoted { View.Mid: { } up } && up >= quote.Times(0.99m);
            if (low && high)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task C111_Trades_AreTold()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = true, Trades = true }, quote, 1m, 0.999m))
        {
            if (told is MarketEvent.Quoted)
            {
                await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
            }

            if (told is MarketEvent.Traded { Trade: { } trade })
            {
                Assert.Equal((harness.Instrument, harness.TradesTellTheTaker ? Side.Buy : null), (trade.Instrument, trade.TakerSide));
                Assert.True(trade.Price > Price.Zero && trade.Quantity > Quantity.Zero);
                return;
            }
        }
    }

    [Fact]
    public async Task C112_Book_IsInStep_AndStaysIt()
    {
        Requires(harness.HasBooks, "It shows no books of this kind of instrument.");
        var quote = await VenueOrders.QuoteAsync(harness);
        var (low, high) = (false, false);
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = false, Books = true }, quote, 1m, 0.99m, 0.98m, 0.97m, 0.96m, 0.95m, 0.97m, 0.99m))
        {
            if (told is MarketEvent.BookChanged { Book: { } book } && book.Depth(Side.Buy) > 1 && book.Depth(Side.Sell) > 1)
            {
                Assert.True(book.Level(Side.Buy, 0).Price < book.Level(Side.Sell, 0).Price);
                Assert.True(book.Level(Side.Buy, 1).Price < book.Level(Side.Buy, 0).Price);
                low |= book.Level(Side.Buy, 0).Price <= quote.Times(0.96m);
                high |= book.Level(Side.Buy, 0).Price >= quote.Times(0.985m);
                if (low && high)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task C113_Candles_AreMadeFromTrades()
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = true, Candles = TimeSpan.FromHours(1) }, quote, 1m, 0.999m))
        {
            if (told is MarketEvent.Quoted)
            {
                await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
            }

            // At the turn of an hour the one that ends is told first.
            if (told is MarketEvent.CandleChanged { Candle: { IsClosed: false } candle })
            {
                Assert.InRange(candle.Close.Value, candle.Low.Value, candle.High.Value);
                Assert.Equal(0, candle.OpensAt.Minute);
                return;
            }
        }
    }

    /// <summary>
    /// The stream until the test has seen enough; one that brings nothing fails. The market goes through its turns over and
    /// over meanwhile: who began to listen late has missed nothing for good.
    /// </summary>
    private async IAsyncEnumerable<MarketEvent> MarketAsync(MarketSubscription subscription, Quote quote, params decimal[] turns)
    {
        var desk = NeedsDesk();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        var moving = MoveAsync(quote, turns, late.Token);
        try
        {
            await foreach (var told in desk.MarketStreamAsync(subscription, late.Token))
            {
                yield return told;
            }
        }
        finally
        {
            await late.CancelAsync();
            await moving;
        }
    }

    private async Task MoveAsync(Quote quote, decimal[] turns, CancellationToken cancel)
    {
        for (var turn = 0; !cancel.IsCancellationRequested; turn++)
        {
            await harness.SetPriceAsync(quote.Times(turns[turn % turns.Length]));
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }
}
