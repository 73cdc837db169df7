using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

public sealed class ClientIdTests
{
    [Theory]
    [InlineData(ClientIdUniqueness.Forever, false, false, false)]
    [InlineData(ClientIdUniqueness.Window, false, false, true)]
    [InlineData(ClientIdUniqueness.Open, false, true, true)]
    [InlineData(ClientIdUniqueness.None, true, true, true)]
    public void SameId_IsTakenAgain_AsTheVenueDeclares(ClientIdUniqueness rule, bool whileOpen, bool onceEnded, bool muchLater)
    {
        var floor = new TestFloor(new() { ClientIds = rule, ClientIdWindow = TimeSpan.FromHours(1) });
        var ann = floor.Open("ann");
        var first = Place(floor, ann);

        Assert.Equal(whileOpen, Place(floor, ann) is not null);
        foreach (var order in ann.OpenOrders.ToArray())
        {
            floor.Engine.Cancel(ann, order.Number, floor.Now);
        }

        Assert.False(first!.IsOpen);
        Assert.Equal(onceEnded, Place(floor, ann) is not null);
        foreach (var order in ann.OpenOrders.ToArray())
        {
            floor.Engine.Cancel(ann, order.Number, floor.Now);
        }

        floor.Now += TimeSpan.FromHours(1);
        Assert.Equal(muchLater, Place(floor, ann) is not null);
    }

    [Fact]
    public void RefusedOrder_DoesNotUseUpItsId()
    {
        var floor = new TestFloor();
        var ann = floor.Open("ann");
        Assert.Null(floor.Place(ann, Terms() with { Quantity = new(0.5m) }).Order);

        Assert.NotNull(Place(floor, ann));
    }

    private static Order? Place(TestFloor floor, Account account) => floor.Place(account, Terms()).Order;

    private static OrderTerms Terms() => new()
    {
        ClientId = "same",
        Instrument = TestFloor.Perpetual.Instrument.Id,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = new(1m),
        LimitPrice = new(100m),
    };
}
