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
        await foreach (var told in MarketAsync(new([harness.Instrument])))
        {
            if (told is MarketEvent.Gap)
            {
                await harness.SetPriceAsync(quote.Times(0.9m));
            }

            if (told is MarketEvent.Quoted { View.Mid: { } mid } && mid <= quote.Times(0.91m))
            {
                return;
            }
        }
    }

    [Fact]
    public async Task C111_Trades_AreTold()
    {
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = true, Trades = true }))
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
        var factor = 1m;
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = false, Books = true }))
        {
            if (told is MarketEvent.BookChanged { Book: { } book } && book.Depth(Side.Buy) > 1 && book.Depth(Side.Sell) > 1)
            {
                Assert.True(book.Level(Side.Buy, 0).Price < book.Level(Side.Sell, 0).Price);
                Assert.True(book.Level(Side.Buy, 1).Price < book.Level(Side.Buy, 0).Price);
                if (book.Level(Side.Buy, 0).Price <= quote.Times(0.96m))
                {
                    return;
                }
            }

            factor = Math.Max(0.95m, factor - 0.01m);
            await harness.SetPriceAsync(quote.Times(factor));
        }
    }

    [Fact]
    public async Task C113_Candles_AreMadeFromTrades()
    {
        await foreach (var told in MarketAsync(new([harness.Instrument]) { Quotes = true, Candles = TimeSpan.FromHours(1) }))
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

    /// <summary>The stream until the test has seen enough; one that brings nothing fails.</summary>
    private async IAsyncEnumerable<MarketEvent> MarketAsync(MarketSubscription subscription)
    {
        var desk = NeedsDesk();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var told in desk.MarketStreamAsync(subscription, late.Token))
        {
            yield return told;
        }
    }
}
