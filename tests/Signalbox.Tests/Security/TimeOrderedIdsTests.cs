using Signalbox.Server.Security;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class TimeOrderedIdsTests
{
    [Fact]
    public void Next_IsAUuidOfVersionSevenWithTheTimeInFront()
    {
        var clock = new TestClock();

        var id = new TimeOrderedIds(clock).Next();

        Assert.Equal((7, 8), (id.Version, id.Variant & 0xC));
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
    }

    [Fact]
    public void Next_WhileTheClockStandsOrGoesBack_StillRises()
    {
        var clock = new TestClock();
        var ids = new TimeOrderedIds(clock);
        var texts = new List<string>();
        for (var count = 0; count < 10_000; count++)
        {
            texts.Add(ids.Next().ToString());
            clock.Advance(count == 5_000 ? TimeSpan.FromSeconds(-10) : TimeSpan.Zero);
        }

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    [Fact]
    public void Next_FromManyThreads_NeverRepeats()
    {
        var ids = new TimeOrderedIds(TimeProvider.System);

        var made = ParallelEnumerable.Range(0, 50_000).Select(_ => ids.Next()).ToHashSet();

        Assert.Equal(50_000, made.Count);
    }
}
