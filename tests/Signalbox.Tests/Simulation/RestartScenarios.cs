using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>What a process was waiting for when it was killed goes on with the time that was left.</summary>
public sealed class RestartScenarios
{
    private readonly FairScene scene = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Reversal_WhoseExitDoesNotFill_IsGivenUpInTime_HoweverOftenItsProcessIsKilled(int kills)
    {
        scene.Submit("first", """{"v":1,"ticker":"XUSDT","action":"buy","size":{"quantity":1},"stopLoss":{"percent":20}}""");
        scene.Run(10);

        // The venue takes the exit, and nobody buys.
        scene.Exchange.Depth = _ => 0m;
        scene.Submit("turn", """{"v":1,"ticker":"XUSDT","action":"reverse","size":{"quantity":1},"stopLoss":{"percent":20}}""");
        scene.Run(1);
        var until = scene.Trade("turn").StepUntil!.Value;
        Assert.Equal(scene.Rules.WaitSecondsMax, (until - scene.Now).TotalSeconds, tolerance: 2.0);
        for (var kill = 0; kill < kills; kill++)
        {
            scene.Run((until - scene.Now).TotalSeconds / 2);
            scene.Restart();
        }

        scene.Run((until - scene.Now).TotalSeconds - 0.5);
        Assert.Equal(TradeStage.Exiting, scene.Trade("turn").Stage);
        scene.Run(5);
        Assert.Equal((TradeStage.Done, "reversal-exit-timeout"), (scene.Trade("turn").Stage, scene.Trade("turn").Code!));
        Assert.Equal(1m, scene.Position);
        Assert.Equal(1m, Assert.Single(scene.Resting(Leg.StopLoss)).Quantity);
        Assert.Empty(scene.Resting(Leg.Exit));
    }
}
