using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// More happens at once than an account can take in, and what is dropped is not what a picture of the venue could tell: a timer
/// that nobody sets again, a price that somebody waits for.
/// </summary>
public sealed class LaneScenarios
{
    private const int FactsMax = 64;

    private readonly FairScene scene = new(FactsMax);

    [Fact]
    public void Timer_ThatComesToAFullLane_IsNotLost()
    {
        scene.Submit("first", """{"v":1,"ticker":"XUSDT","action":"buy","size":{"quantity":1},"order":{"type":"limit","limitPrice":90},"timing":{"cancelAfterSeconds":20}}""");
        scene.Run(15);
        Assert.Single(scene.Resting(Leg.Entry));
        var before = scene.Reloads;

        // The process stands still while the lane fills; the timer is due when it goes on.
        StandStill();
        scene.Run(10);
        scene.Node.Process.GoOn();
        Assert.Equal(before, scene.Reloads);
        scene.Run(20);

        Assert.Empty(scene.Resting(Leg.Entry));
        Assert.Equal(OrderState.Cancelled, scene.State.Orders.Values.Single().State);
        Assert.Equal(before + 1, scene.Reloads);
        scene.AtRest();

        // And it goes on as before.
        scene.Submit("second", """{"v":1,"ticker":"XUSDT","action":"buy","size":{"quantity":1},"stopLoss":{"percent":20}}""");
        scene.Run(10);
        Assert.Equal(1m, scene.Position);
        Assert.Single(scene.Resting(Leg.StopLoss));
        Assert.Equal(before + 1, scene.Reloads);
    }

    [Fact]
    public void WhatAPersonAsksOfAFullLane_IsSaidNotToBeTaken()
    {
        StandStill();
        Assert.False(Host.PostFact(new AccountCommand.ChangeOrder(ClientOrderId.Derive("any", "1"), null, "ann")));
        scene.Node.Process.GoOn();
        scene.Run(10);
        Assert.True(Host.PostFact(new AccountCommand.ChangeOrder(ClientOrderId.Derive("any", "1"), null, "ann")));
    }

    private Signalbox.Accounts.Hosting.AccountHost Host => scene.Node.Hosts.Single();

    private void StandStill()
    {
        scene.Node.Process.Stall();
        for (var fact = 0; fact < FactsMax; fact++)
        {
            Assert.True(Host.PostFact(new AccountCommand.AssessLosses()));
        }
    }
}
