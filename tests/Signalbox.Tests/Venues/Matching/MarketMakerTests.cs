using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class MarketMakerTests
{
    private readonly TestFloor floor = new();
    private readonly MarketMaker maker;
    private readonly Account ann;

    public MarketMakerTests()
    {
        var house = floor.Engine.Open(new AccountId("house"), new(FundsMode.House, new Dictionary<string, Money>()), floor.Now);
        maker = new(floor.Engine, house, floor.Book, new() { HalfSpread = 1m, Step = 1m, First = new(10m), Lot = new(1m), Levels = 3 });
        ann = floor.Open("ann");
        maker.WalkTo(new(100), floor.Now);
    }

    [Fact]
    public void Quotes_StandAroundTheMiddle_WithGrowingDepth()
    {
        Assert.Equal([(new Price(99), new Quantity(10)), (new(98), new(15)), (new(97), new(22))], floor.Book.Depth(Side.Buy));
        Assert.Equal([(new Price(101), new Quantity(10)), (new(102), new(15)), (new(103), new(22))], floor.Book.Depth(Side.Sell));
    }

    [Fact]
    public void Walk_FillsRestingLimits_AtTheirOwnPrice_HoweverLarge()
    {
        var bid = floor.Limit(ann, Side.Buy, 500, 90);

        maker.WalkTo(new(80), floor.Now);

        Assert.Equal(VenueOrderState.Filled, bid.State);
        Assert.All(bid.Fills, fill => Assert.Equal(new Price(90), fill.What.Price));
        Assert.Equal(new Price(79), floor.Book.BestBid);
    }

    [Fact]
    public void Walk_TriggersEachStop_AtItsOwnLevel()
    {
        var early = floor.Stop(ann, Side.Sell, 5, 95);
        var late = floor.Stop(ann, Side.Sell, 5, 85);

        maker.WalkTo(new(60), floor.Now);

        Assert.Equal(new Price(94), Assert.Single(early.Fills).What.Price);
        Assert.Equal(new Price(84), Assert.Single(late.Fills).What.Price);
    }

    [Fact]
    public void Walk_MeetsAStopThatLiesBehindTheMiddle()
    {
        floor.Market(ann, Side.Sell, 1);
        var stop = floor.Stop(ann, Side.Buy, 1, 100);

        maker.WalkTo(new(130), floor.Now);

        Assert.Equal(new Price(101), Assert.Single(stop.Fills).What.Price);
    }

    [Fact]
    public void Walk_ToWhereItIs_RestoresWhatWasTaken_AndElseDoesNothing()
    {
        var version = floor.Book.Version;
        maker.WalkTo(new(100), floor.Now);
        Assert.Equal(version, floor.Book.Version);
        floor.Market(ann, Side.Buy, 12);

        maker.WalkTo(new(100), floor.Now);

        Assert.Equal(new Price(101), floor.Book.BestAsk);
        Assert.Equal(new Quantity(10), floor.Book.Depth(Side.Sell).First().Open);
    }

    [Fact]
    public void OwnBook_MovesAlone_AndItsOrdersComeBack()
    {
        var bob = floor.Open("bob");
        var annsBid = floor.Limit(ann, Side.Buy, 1, 90);
        var bobsBid = floor.Limit(bob, Side.Buy, 1, 91);
        var own = floor.Engine.Fork(ann, TestFloor.Perpetual.Instrument.Id, floor.Now);
        Assert.Equal(new Price(90), own.BestBid);

        maker.WalkTo(new(80), floor.Now);
        Assert.False(bobsBid.IsOpen);
        Assert.True(annsBid.IsOpen);

        floor.Engine.Join(ann, TestFloor.Perpetual.Instrument.Id, floor.Now);
        Assert.Equal(new Price(81), Assert.Single(annsBid.Fills).What.Price);
    }
}
