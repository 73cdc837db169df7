using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Tests.Journal;
using Xunit;

namespace Signalbox.Tests.Accounts.Hosting;

public sealed class AlarmsTests
{
    private readonly ManualClock clock = new();
    private readonly List<string> rung = [];
    private readonly Alarms alarms;

    public AlarmsTests() => alarms = new(clock, key => rung.Add(((TimerKey.Look)key).Instrument.Value));

    [Fact]
    public void Alarms_RingInTheOrderTheyAreDue_AndOfTheSameTimeInTheOrderTheyWereSet()
    {
        Set("late", 30);
        Set("soon", 10);
        Set("soon too", 10);
        Set("between", 20);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(rung);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["soon", "soon too"], rung);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["soon", "soon too", "between", "late"], rung);
    }

    [Fact]
    public void Alarm_ThatIsDue_RingsAtOnce()
    {
        Set("now", 0);
        Assert.Equal(["now"], rung);
    }

    [Fact]
    public void Alarm_AfterTheEnd_DoesNotRing()
    {
        Set("first", 10);
        alarms.Dispose();
        Set("second", 5);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(rung);
    }

    /// <summary>A real timer takes no more than 49 days.</summary>
    [Fact]
    public async Task Alarm_MonthsAhead_HoldsUpNobody()
    {
        var soon = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var real = new Alarms(TimeProvider.System, _ => soon.TrySetResult());
        real.Set(new TimerKey.Look(new InstrumentId("far")), TimeProvider.System.GetUtcNow().AddDays(60));
        real.Set(new TimerKey.Look(new InstrumentId("soon")), TimeProvider.System.GetUtcNow().AddMilliseconds(20));

        await soon.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private void Set(string name, int seconds) => alarms.Set(new TimerKey.Look(new InstrumentId(name)), clock.GetUtcNow().AddSeconds(seconds));
}
