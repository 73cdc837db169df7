using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// A reversal and an if-done chain have two legs, and the first may be done when the second is refused, unknown, or filled in
/// part. What is left then is flat or protected, known, and told; nothing is sent twice to make up for it.
/// </summary>
public sealed class SecondLegScenarios
{
    private const string Reversal = """{"v":1,"ticker":"XUSDT","action":"reverse","size":{"quantity":1},"stopLoss":{"percent":20}}""";

    private readonly FairScene scene = new();

    [Fact]
    public void Reversal_WhoseEntryIsRefused_LeavesTheAccountFlat_AndNothingBehind()
    {
        Hold();
        scene.Line.FateOf = order => scene.IsEntry(order) ? PlaceFate.Refused : PlaceFate.Passes;
        scene.Submit("turn", Reversal);
        scene.Run(60);

        Assert.Equal(0m, scene.Position);
        Assert.Empty(scene.Exchange.Open);
        Assert.Equal((TradeStatus.Rejected, OrderState.Rejected), (scene.Trade("turn").Status, Entry().State));
        scene.AtRest();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reversal_WhoseEntryHasNoReply_EndsAsTheVenueHasIt_WithOneOrderAndItsStop(bool arrived)
    {
        Hold();
        var lost = 0;
        scene.Line.FateOf = order => scene.IsEntry(order) && lost++ == 0 ? arrived ? PlaceFate.ReplyLost : PlaceFate.RequestLost : PlaceFate.Passes;
        scene.Submit("turn", Reversal);
        scene.Run(60);

        Assert.True(lost > 0);
        Assert.Equal(arrived ? 1 : 2, lost);
        Assert.Single(scene.Exchange.Orders, order => order.Request.Id == Entry().Id);
        Assert.Equal((-1m, TradeStatus.Filled), (scene.Position, scene.Trade("turn").Status));
        Assert.Equal((Side.Buy, 1m), (Assert.Single(scene.Resting(Leg.StopLoss)).Request.Side, scene.Resting(Leg.StopLoss)[0].Quantity));
        scene.AtRest();
    }

    [Fact]
    public void Reversal_WhoseEntryNeverArrives_IsGivenUpWhenItsSignalIsTooOld_AndLeavesTheAccountFlat()
    {
        Hold();
        scene.Line.FateOf = order => scene.IsEntry(order) ? PlaceFate.RequestLost : PlaceFate.Passes;
        scene.Submit("turn", Reversal);
        scene.Run(150);

        Assert.Equal((0m, OrderState.Expired), (scene.Position, Entry().State));
        Assert.Empty(scene.Exchange.Open);
        scene.AtRest();
    }

    [Theory]
    [InlineData("ioc", 0)]
    [InlineData("gtc", 1)]
    public void Reversal_WhoseEntryFillsInPart_HasAStopOfThatPart(string life, int rests)
    {
        Hold();
        scene.Exchange.Depth = order => scene.IsEntry(order.Request) ? 0.4m : decimal.MaxValue;
        scene.Submit("turn", $$"""{"v":1,"ticker":"XUSDT","action":"reverse","size":{"quantity":1},"order":{"type":"limit","limitPrice":90},"timeInForce":"{{life}}","stopLoss":{"percent":20} }""");
        scene.Run(60);

        var part = -scene.Position;
        Assert.InRange(part, 0.1m, 0.4m);
        Assert.Equal(part, Assert.Single(scene.Resting(Leg.StopLoss)).Quantity);
        Assert.Equal(rests, scene.Resting(Leg.Entry).Count);
        scene.AtRest();

        // What comes later of what rests is protected as well.
        scene.Exchange.Depth = null;
        scene.Exchange.Move(FairScene.X, 100m);
        scene.Run(30);
        Assert.Equal(rests == 0 ? -part : -1m, scene.Position);
        Assert.Equal(-scene.Position, Assert.Single(scene.Resting(Leg.StopLoss)).Quantity);
    }

    [Fact]
    public void Chain_WhoseSecondOrderIsRefused_KeepsTheFirstWithItsStop()
    {
        scene.Line.FateOf = order => scene.IsEntry(order) && scene.Position != 0 ? PlaceFate.Refused : PlaceFate.Passes;
        scene.Submit("pair",
            """[{"v":1,"ticker":"XUSDT","action":"buy","size":{"quantity":1},"stopLoss":{"percent":20}},{"v":1,"ticker":"XUSDT","action":"add","afterFillOf":"1","size":{"quantity":1}}]""");
        scene.Run(60);

        Assert.Equal(1m, scene.Position);
        Assert.Equal(1m, Assert.Single(scene.Resting(Leg.StopLoss)).Quantity);
        Assert.Equal((TradeStatus.Filled, TradeStatus.Rejected), (scene.Trade("pair.1").Status, scene.Trade("pair.2").Status));
        scene.AtRest();
    }

    private Order Entry() => scene.State.Orders[scene.Trade("turn").EntryOrder!.Value];

    private void Hold()
    {
        scene.Submit("first", """{"v":1,"ticker":"XUSDT","action":"buy","size":{"quantity":1},"stopLoss":{"percent":20}}""");
        scene.Run(10);
        Assert.Equal(1m, scene.Position);
        Assert.Single(scene.Resting(Leg.StopLoss));
    }
}
