using System.Text.Json;
using Signalbox.Server.Live;
using Xunit;

namespace Signalbox.Tests.Monitoring;

public sealed class LiveChannelTests
{
    private static readonly JsonElement Data = JsonElement.Parse("1");

    private readonly LiveChannel channel = new("signals", 100, new() { RingMax = 4, WaitingMax = 3 }) { OpenedBy = "ada" };

    [Fact]
    public async Task Follower_ThatIsTooSlow_IsDroppedWithWhatWaited_AndHoldsNobodyUp()
    {
        var slow = channel.Join(null);
        for (var number = 0; number < 5; number++)
        {
            channel.Publish("signal", Data);
        }

        Assert.Equal([100, 101, 102], await ReadAsync(slow));
        Assert.Equal((true, 1, false), (slow.IsDropped, channel.Dropped, channel.IsFollowed));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(99L, true)]
    [InlineData(100L, true)]
    [InlineData(101L, false)]
    [InlineData(105L, false)]
    [InlineData(106L, true)]
    public void FollowerThatComesBack_NeedsASnapshotOnlyWhereTheRingDoesNotReach(long? after, bool snapshot)
    {
        for (var number = 0; number < 6; number++)
        {
            channel.Publish("signal", Data);
        }

        // 102 to 105 are kept.
        Assert.Equal(snapshot ? 105 : null, channel.Join(after).SnapshotAt);
    }

    [Theory]
    [InlineData("signals", true)]
    [InlineData("candles:paper:BTCUSDT:1m", true)]
    [InlineData("candles:paper:BTCUSDT", false)]
    [InlineData("signals:x", false)]
    [InlineData("quote::BTCUSDT", false)]
    [InlineData("", false)]
    public void Name_IsReadWhole(string text, bool isOne) => Assert.Equal(isOne, ChannelName.Read(text) is not null);

    private static async Task<List<long>> ReadAsync(LiveFollowing following)
    {
        var sequences = new List<long>();
        await foreach (var message in following.ReadAsync(TestContext.Current.CancellationToken))
        {
            sequences.Add(message.Sequence);
        }

        return sequences;
    }
}
