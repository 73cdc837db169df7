using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Text;

namespace Signalbox.Performance.Equity;

/// <summary>
/// Writes down from time to time what the accounts are worth, so that equity curves are drawn from the journal like
/// everything else. An account whose numbers stand still is not repeated.
/// </summary>
public sealed class EquitySampler(AccountDirectory accounts, IJournal journal, Committer committer, string node, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Soon after the start, when the venues have said what there is.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly Dictionary<(AccountId, string), EquitySample> last = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        var head = await journal.TakeOwnershipAsync(StreamId.Equity(node), cancel);
        await Task.Delay(First, clock, cancel);
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await SampleAsync(head, cancel);
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private async Task SampleAsync(StreamHead head, CancellationToken cancel)
    {
        var samples = Look().ToArray();
        if (samples.Length == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var unit = new AppendUnit
        {
            Stream = head.Stream,
            ExpectedVersion = null,
            Epoch = head.Epoch,
            Events = [EquityCodec.Events.Write(new EquitySampled(now, ValueList.Create<EquitySample>(samples)), now)],
        };
        await await committer.EnqueueAsync(unit, cancel);
        foreach (var sample in samples)
        {
            last[(sample.Account, sample.Currency)] = sample;
        }
    }

    private IEnumerable<EquitySample> Look()
    {
        foreach (var host in accounts.All)
        {
            foreach (var (view, balance) in host.Funds)
            {
                var sample = new EquitySample(host.Account, view.Currency, view.Equity, balance, view.Available);
                if (last.GetValueOrDefault((host.Account, view.Currency)) != sample)
                {
                    yield return sample;
                }
            }
        }
    }
}
