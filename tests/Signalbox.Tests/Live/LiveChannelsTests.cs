using Signalbox.Server.Live;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Live;

public sealed class LiveChannelsTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void Channels_OfOneUser_LeaveRoomForOthers_AndCountUntilTheyAreClosed()
    {
        var channels = new LiveChannels(new LiveOptions { ChannelsMax = 10, ChannelsPerUserMax = 3 }, clock);
        var opened = Enumerable.Range(0, 3).Select(number => channels.Open(Name($"signal:{number}"), "greedy")!).ToList();

        Assert.Null(channels.Open(Name("signal:3"), "greedy"));
        Assert.Same(opened[0], channels.Open(Name("signal:0"), "greedy"));
        Assert.NotNull(channels.Open(Name("signal:3"), "another"));
        Assert.Same(channels.Open(Name("signal:3"), "another"), channels.Open(Name("signal:3"), "greedy"));

        // Leaving makes no room before the channel itself is gone.
        opened[0].Leave(opened[0].Join(null), clock.GetUtcNow());
        Assert.Null(channels.Open(Name("signal:4"), "greedy"));
        clock.Advance(TimeSpan.FromMinutes(2));
        channels.CloseDeserted();
        Assert.NotNull(channels.Open(Name("signal:4"), "greedy"));
    }

    private static ChannelName Name(string text) => ChannelName.Read(text)!;
}
