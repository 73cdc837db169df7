using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Xunit;

namespace Signalbox.Tests.Accounts.Hosting;

public sealed class MailboxTests
{
    private readonly Mailbox mailbox = new(signalsMax: 2, factsMax: 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_PassSignals_EachInTheirOrder()
    {
        Assert.True(mailbox.TryPostSignal(Named("signal 1")));
        Assert.True(mailbox.PostFact(Named("fact 1")));
        Assert.True(mailbox.PostFact(Named("fact 2")));
        Assert.True(mailbox.TryPostSignal(Named("signal 2")));
        Assert.False(mailbox.TryPostSignal(Named("signal 3")));
        Assert.Equal(["fact 1", "fact 2", "signal 1", "signal 2"], [await TakeAsync(), await TakeAsync(), await TakeAsync(), await TakeAsync()]);
    }

    [Fact]
    public async Task FactsLaneThatWasFull_SaysSoOnce_WhenWhatItTookIsRead_AndBeforeAnySignal()
    {
        mailbox.TryPostSignal(Named("signal"));
        Assert.Equal([true, true, true, false, false], Enumerable.Range(1, 5).Select(number => mailbox.PostFact(Named($"fact {number}"))));
        Assert.Equal(["fact 1", "fact 2", "fact 3"], [await TakeAsync(), await TakeAsync(), await TakeAsync()]);
        await Assert.ThrowsAsync<FactsLostException>(TakeAsync);
        Assert.Equal("signal", await TakeAsync());
    }

    [Fact]
    public async Task WhoeverBegins_NeedNotBeToldOfWhatWasLostBefore()
    {
        for (var number = 1; number <= 5; number++)
        {
            mailbox.PostFact(Named($"fact {number}"));
        }

        mailbox.Begin();
        Assert.Equal(["fact 1", "fact 2", "fact 3"], [await TakeAsync(), await TakeAsync(), await TakeAsync()]);
        mailbox.TryPostSignal(Named("signal"));
        Assert.Equal("signal", await TakeAsync());
    }

    private static Mail Named(string name) => new(new AccountCommand.Resume(new InstrumentId(name)), null, null);

    private async Task<string> TakeAsync() => ((AccountCommand.Resume)(await mailbox.TakeAsync(Cancel)).Command).Instrument.Value;
}
