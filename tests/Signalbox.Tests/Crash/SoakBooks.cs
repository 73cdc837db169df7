using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Strategies.Routing;

namespace Signalbox.Tests.Crash;

/// <summary>
/// Holds what the server believes against the books of the venue, again and again: what was compared once is not read again, and
/// orders that the accounts have forgotten by now need only be over.
/// </summary>
internal sealed class SoakBooks(CrashScene scene)
{
    private readonly Dictionary<StreamId, long> read = [];
    private readonly Dictionary<string, int> received = [];
    private readonly Dictionary<(AccountId Account, string Signal), int> taken = [];

    /// <summary>Each sentence is something that does not hold yet; none is left once everything has come to rest.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(IReadOnlyDictionary<string, string> acknowledged)
    {
        await using var journal = await scene.ReadAsync();
        await ReadOnAsync(journal);
        var wrong = new List<string>();
        foreach (var (account, key) in scene.AccountsAtVenue)
        {
            foreach (var (sent, signal) in acknowledged)
            {
                var (times, here) = (received.GetValueOrDefault(signal), taken.GetValueOrDefault((account, signal)));
                Expect(times == 1 && here == 1, $"The acknowledged signal {sent} is in the journal {times} times, and {account} has taken it {here} times.", wrong);
            }

            await CompareAsync(journal, account, VenueBooks.OfSandbox(scene.Sandbox, key), wrong);
        }

        return wrong;
    }

    private async Task ReadOnAsync(IJournal journal)
    {
        foreach (var head in (await journal.HeadsAsync(CancellationToken.None)).Where(head => head.Stream.IsIntake || head.Stream.OfAccount is not null))
        {
            await foreach (var stored in journal.ReadAsync(head.Stream, read.GetValueOrDefault(head.Stream), CancellationToken.None))
            {
                read[head.Stream] = stored.Version;
                if (head.Stream.IsIntake && IntakeCodec.Events.Read(stored) is SignalReceived signal)
                {
                    received[signal.Id.Value] = received.GetValueOrDefault(signal.Id.Value) + 1;
                }
                else if (stored.Type == nameof(SignalTaken) && head.Stream.OfAccount is { } account && AccountCodec.Events.Read(stored) is SignalTaken { Request.Id.Signal.Value: var id })
                {
                    taken[(account, id)] = taken.GetValueOrDefault((account, id)) + 1;
                }
            }
        }
    }

    private static async Task CompareAsync(IJournal journal, AccountId account, IReadOnlyList<VenueBookOrder> books, List<string> wrong)
    {
        var state = await AccountLoader.FoldAsync(journal, StreamId.Account(account), CancellationToken.None);
        Expect(!state.Reconciling, $"{account} is still reconciling.", wrong);
        var there = new Dictionary<string, VenueBookOrder>();
        foreach (var order in books)
        {
            Expect(there.TryAdd(order.ClientId ?? "", order), $"{account}: the venue has {order.ClientId} twice.", wrong);
        }

        var known = state.Orders.Values.ToDictionary(order => order.Id.ToString());
        foreach (var (id, order) in known)
        {
            Comparison.CompareOrder(account, order, there.GetValueOrDefault(id), wrong);
        }

        foreach (var order in books.Where(order => order.IsOpen))
        {
            Expect(order.ClientId is { } id && known.ContainsKey(id), $"{account}: the venue's open order {order.ClientId} is an orphan.", wrong);
        }

        var (held, moved) = (state.Holdings.Values.Sum(holding => holding.Net.Value), books.Sum(order => order.Moved));
        Expect(held == moved, $"{account} believes to hold {held}, the venue says {moved}.", wrong);
        var stops = books.Where(order => order is { IsOpen: true, Type: OrderType.Stop }).Sum(order => -order.Side.Sign * (order.Quantity - order.Filled));
        Expect(stops == moved, $"{account} holds {moved} and {stops} of it is protected.", wrong);
    }

    private static void Expect(bool holds, string otherwise, List<string> wrong)
    {
        if (!holds)
        {
            wrong.Add(otherwise);
        }
    }
}
