using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Strategies.Routing;

namespace Signalbox.Tests.Crash;

/// <summary>What must be true once a server has come to rest after a crash; each sentence it adds is something that is not.</summary>
internal static class Comparison
{
    /// <summary>Every signal the sender was told is safe is there once, and every account has taken it once.</summary>
    public static async Task SignalsAsync(IJournal journal, CrashLoad load, IReadOnlyList<AccountId> accounts, List<string> wrong)
    {
        var received = await ReceivedAsync(journal);
        foreach (var (sent, signal) in load.Acknowledged)
        {
            var times = received.Count(each => each.Signal.ExplicitId == sent);
            Expect(times == 1 && received.Any(each => each.Id.Value == signal), $"The acknowledged signal {sent} is in the journal {times} times.", wrong);
        }

        foreach (var account in accounts)
        {
            var taken = await TakenAsync(journal, account);
            foreach (var each in received)
            {
                var times = taken.Count(trade => trade.Signal == each.Id);
                Expect(times == 1, $"{account} has taken the signal {each.Signal.ExplicitId} {times} times.", wrong);
            }
        }

        var open = await journal.OpenDeliveriesAsync(1, CancellationToken.None);
        Expect(open.Count == 0, "A delivery is still open.", wrong);
    }

    /// <summary>The account believes what the venue's books say, and what it holds is protected.</summary>
    public static async Task AccountAsync(IJournal journal, AccountId account, IReadOnlyList<VenueBookOrder> books, List<string> wrong)
    {
        var state = await AccountLoader.FoldAsync(journal, StreamId.Account(account), CancellationToken.None);
        Expect(!state.Reconciling, $"{account} is still reconciling.", wrong);
        foreach (var twice in books.GroupBy(order => order.ClientId).Where(same => same.Count() > 1))
        {
            wrong.Add($"{account}: the venue has {twice.Key} {twice.Count()} times.");
        }

        var known = state.Orders.Values.ToDictionary(order => order.Id.ToString());
        foreach (var order in books)
        {
            Expect(order.ClientId is { } id && known.ContainsKey(id), $"{account}: the venue's order {order.ClientId} is an orphan.", wrong);
        }

        foreach (var (id, order) in known)
        {
            CompareOrder(account, order, books.FirstOrDefault(each => each.ClientId == id), wrong);
        }

        ComparePositions(account, state, books, wrong);
    }

    public static void CompareOrder(AccountId account, Order order, VenueBookOrder? venue, List<string> wrong)
    {
        if (venue is null)
        {
            Expect(order.State.IsTerminal && order.Filled.IsZero, $"{account}: {order.Ticket.Leg} {order.Id} is {order.State} here and unknown to the venue.", wrong);
            return;
        }

        Expect(
            order.Filled.Value == venue.Filled && order.State.IsTerminal != venue.IsOpen,
            $"{account}: {order.Ticket.Leg} {order.Id} is {order.State} with {order.Filled} filled here; at the venue {(venue.IsOpen ? "open" : "ended")} with {venue.Filled} filled.",
            wrong);
    }

    private static void ComparePositions(AccountId account, AccountState state, IReadOnlyList<VenueBookOrder> books, List<string> wrong)
    {
        var here = state.Holdings.Values.Sum(holding => holding.Net.Value);
        var there = books.Sum(order => order.Moved);
        Expect(here == there, $"{account} believes to hold {here}, the venue says {there}.", wrong);

        var stops = books.Where(order => order.IsOpen && order.Type == OrderType.Stop).Sum(order => order.Quantity - order.Filled);
        Expect(stops == there, $"{account} holds {there} and {stops} of it is protected.", wrong);
    }

    private static async Task<List<SignalReceived>> ReceivedAsync(IJournal journal)
    {
        var received = new List<SignalReceived>();
        foreach (var head in (await journal.HeadsAsync(CancellationToken.None)).Where(head => head.Stream.IsIntake))
        {
            await foreach (var stored in journal.ReadAsync(head.Stream, 0, CancellationToken.None))
            {
                if (IntakeCodec.Events.Read(stored) is SignalReceived signal)
                {
                    received.Add(signal);
                }
            }
        }

        return received;
    }

    private static async Task<List<TradeId>> TakenAsync(IJournal journal, AccountId account)
    {
        var taken = new List<TradeId>();
        await foreach (var stored in journal.ReadAsync(StreamId.Account(account), 0, CancellationToken.None))
        {
            if (stored.Type == nameof(SignalTaken) && AccountCodec.Events.Read(stored) is SignalTaken signal)
            {
                taken.Add(signal.Request.Id);
            }
        }

        return taken;
    }

    private static void Expect(bool holds, string otherwise, List<string> wrong)
    {
        if (!holds)
        {
            wrong.Add(otherwise);
        }
    }
}
