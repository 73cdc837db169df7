using Signalbox.Time;
using Xunit;

namespace Signalbox.Tests.Time;

public sealed class WakeUpTests
{
    [Fact]
    public async Task Wake_BeforeTheSleep_EndsItAtOnce()
    {
        var wake = new WakeUp(onWaker: true);
        wake.Wake();
        wake.Wake();
        Assert.True(wake.SleepAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
        var second = wake.SleepAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        wake.Wake();
        await second;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wake_RunsTheReaderOnTheWaker_OnlyWhereAsked(bool onWaker)
    {
        var wake = new WakeUp(onWaker);
        using var mayGoOn = new ManualResetEventSlim();
        var reader = SleepAsync();
        var waking = Task.Factory.StartNew(
            () =>
            {
                wake.Wake();
                mayGoOn.Set();
                return Environment.CurrentManagedThreadId;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Assert.Equal(onWaker, await reader == await waking);

        async Task<int> SleepAsync()
        {
            await wake.SleepAsync(CancellationToken.None);
            var thread = Environment.CurrentManagedThreadId;
            Assert.True(onWaker || mayGoOn.Wait(TimeSpan.FromSeconds(30)), "The waker waits for its reader.");
            return thread;
        }
    }

    [Fact]
    public async Task Cancel_EndsTheSleep_AndTheNextWakeIsNotLost()
    {
        var wake = new WakeUp(onWaker: true);
        using var giveUp = new CancellationTokenSource();
        var sleep = wake.SleepAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleep);
        wake.Wake();
        Assert.True(wake.SleepAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }
}
