using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;
using Xunit;

namespace Signalbox.Tests.Strategies;

public sealed class SignalBatchTests
{
    [Fact]
    public void Items_AtEachSubscription_FollowTheLastOneThatWasOwedToIt()
    {
        var linked = SignalBatch.Link(new("b"), [Item(1, "one", null, "x", "y"), Item(2, "two", null, "y"), Item(3, "three", null, "x", "y")]);
        Assert.All(linked, item => Assert.Equal(new SignalId("b"), item.Batch));
        Assert.All(linked[0].Targets, target => Assert.Null(target.StartsAfter));
        Assert.Equal(new SignalId("b.1"), linked[1].Targets[0].StartsAfter);
        Assert.Equal([new SignalId("b.1"), new SignalId("b.2")], linked[2].Targets.Select(target => target.StartsAfter!.Value));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("1")]
    public void Child_NamesItsParentByIdOrNumber(string parent)
    {
        var linked = SignalBatch.Link(new("b"), [Item(1, "one", null, "x"), Item(2, "two", parent, "x", "y")]);
        Assert.Equal((new SignalId("b.1"), null), (linked[1].Targets[0].AfterFillOf!.Value, linked[1].Targets[0].Refused));
        Assert.Equal("parent-not-here", linked[1].Targets[1].Refused);
    }

    [Fact]
    public void Child_OfALaterOrUnknownParent_IsRefusedWithItsPath()
    {
        var refusal = SignalBatch.Refuse([Of("one", "two"), Of("two", null)]);
        Assert.Equal(("unknown-parent", "[0].afterFillOf"), (refusal?.Code, refusal?.Field));
        Assert.Null(SignalBatch.Refuse([Of("one", null), Of("two", "one")]));
    }

    private static Signal Of(string id, string? parent) => new() { Ticker = "BTCUSDT", Action = SignalAction.Buy, ExplicitId = id, AfterFillOf = parent };

    private static SignalReceived Item(int number, string id, string? parent, params string[] subscriptions) => new()
    {
        Id = new($"b.{number}"),
        Strategy = new("s"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        ValidUntil = DateTimeOffset.UnixEpoch,
        Reader = "test",
        Raw = "",
        Signal = Of(id, parent),
        ConfigurationVersion = 1,
        Terms = [],
        Targets = Signalbox.Text.ValueList.Create<SignalTarget>([.. subscriptions.Select(each => new SignalTarget(new(each), new("a"), 0, null))]),
    };
}
