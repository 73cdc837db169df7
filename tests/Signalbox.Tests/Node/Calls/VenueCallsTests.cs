using Signalbox.Identity;
using Signalbox.Server.Node.Calls;
using Xunit;

namespace Signalbox.Tests.Node.Calls;

public sealed class VenueCallsTests
{
    [Fact]
    public void Calls_BeyondTheBound_ForgetTheOldest()
    {
        var calls = new VenueCalls();
        for (var number = 0; number < VenueCalls.Kept + 3; number++)
        {
            calls.Note(Call(number, "place", number));
        }

        Assert.Equal(VenueCalls.Kept, calls.All.Count);
        Assert.Equal(3, calls.All[0].Took.TotalMilliseconds);
        Assert.Empty(calls.Of(new HashSet<ClientOrderId> { new(0) }));
        Assert.Single(calls.Of(new HashSet<ClientOrderId> { new(7) }));
    }

    [Fact]
    public void Acknowledgements_ArePercentilesOfWhatWasPlaced()
    {
        var calls = new VenueCalls();
        Assert.Null(calls.Acknowledgements());
        for (var ms = 100; ms >= 1; ms--)
        {
            calls.Note(Call(ms, "place", ms));
        }

        calls.Note(Call(1, "cancel", 9_999));

        // Of 1 to 100 the 50th, the 95th and the 99th.
        Assert.Equal(new AcknowledgementTimes(100, 50, 95, 99, 100), calls.Acknowledgements());
    }

    private static VenueCall Call(int order, string what, double ms) =>
        new(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(ms), what, [new((UInt128)order)], "command", "outcome", []);
}
