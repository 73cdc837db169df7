using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// Reads the disk after every transaction, keeps its own fold of it, and holds each event against what must always be true.
/// </summary>
internal sealed class JournalWatch(MemoryJournal disk, VirtualWorld world, Action<string> violated)
{
    /// <summary>No request may leave later than this after its intent was committed.</summary>
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(3);

    /// <summary>So long after a position moved by no order of ours, a limit may be found exceeded.</summary>
    private static readonly TimeSpan UnforeseenFor = TimeSpan.FromSeconds(10);

    /// <summary>What another account leaves meanwhile may free the other side of what it may come to hold.</summary>
    private static readonly TimeSpan DecisionToDisk = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<(AccountId Account, InstrumentId Instrument, Side Side)> opened = [];
    private readonly Dictionary<StreamId, (long Version, long Epoch, ReadOnlyMemory<byte> Hash)> heads = [];
    private readonly Dictionary<AccountId, AccountShadow> accounts = [];
    private readonly Dictionary<InstrumentId, DateTimeOffset> unforeseen = [];

    public RiskState Ledger { get; private set; } = RiskState.Empty;

    /// <summary>The most of one instrument that all accounts together may come to hold.</summary>
    public decimal PositionMax { get; init; } = decimal.MaxValue;

    public HashSet<string> Seen { get; } = [];

    public AccountShadow Of(AccountId account)
    {
        if (!accounts.TryGetValue(account, out var shadow))
        {
            accounts.Add(account, shadow = new(account));
        }

        return shadow;
    }

    public void AfterAppend(IReadOnlyList<AppendUnit> units)
    {
        var touched = new HashSet<AccountId>();
        opened.Clear();
        foreach (var stream in units.Select(unit => unit.Stream).Distinct())
        {
            foreach (var stored in NewEvents(stream))
            {
                Seen.Add(stored.Type);
                if (stream.OfAccount is { } account)
                {
                    touched.Add(account);
                    Meet(Of(account), stored);
                }
                else if (stream == StreamId.Risk)
                {
                    Meet(RiskCodec.Events.Read(stored));
                }
            }
        }

        foreach (var account in touched)
        {
            ReservationsCover(Of(account));
        }

        foreach (var (account, instrument, side) in opened)
        {
            LimitHolds(Of(account), instrument, side);
        }
    }

    /// <summary>The chain holds, versions have no gaps, and no stale owner wrote.</summary>
    private IEnumerable<JournalEvent> NewEvents(StreamId stream)
    {
        var (version, epoch, hash) = heads.GetValueOrDefault(stream, (0, 0, HashChain.Origin));
        foreach (var stored in disk.ReadAsync(stream, version, CancellationToken.None).ToBlockingEnumerable())
        {
            if (stored.Version != version + 1 || stored.Epoch < epoch || !HashChain.Follows(hash.Span, stored))
            {
                violated($"{stream}: event {stored.Version} of epoch {stored.Epoch} does not follow {version} of epoch {epoch}.");
            }

            (version, epoch, hash) = (stored.Version, stored.Epoch, stored.Hash);
            yield return stored;
        }

        heads[stream] = (version, epoch, hash);
    }

    private void Meet(AccountShadow shadow, JournalEvent stored)
    {
        var happened = AccountCodec.Events.Read(stored);
        if (happened is OrderIntended intended && !shadow.Intents.TryAdd(intended.Ticket.Id, new(intended.Ticket, world.Now + SendWithin)))
        {
            violated($"{shadow.Account}: order {intended.Ticket.Id} was intended twice.");
        }

        if (happened is OrderSentAgain again)
        {
            shadow.Intents[again.Order] = shadow.Intents[again.Order] with { LeavesBy = world.Now + SendWithin };
        }

        if (happened is OrderEvent change and not (OrderFilled or OrderAnomaly or FillVoided) && shadow.State.Orders[change.Order].State.IsTerminal)
        {
            violated($"{shadow.Account}: {stored.Type} at {stored.Version} came after the end of {change.Order}.");
        }

        if (FillOf(happened) is { } fill && !shadow.Fills.Add((fill.Instrument, fill.FillId)))
        {
            violated($"{shadow.Account}: the fill {fill.FillId} of {fill.Instrument} counted twice.");
        }

        if (StepRules.Broken(shadow.State, happened, stored.At) is { } broken)
        {
            violated($"{shadow.Account}: {stored.Type} at {stored.Version}: {broken}");
        }

        Foresee(shadow, happened);
        shadow.Apply(happened);
        if (shadow.Unbalanced() is { } unbalanced)
        {
            violated($"{shadow.Account}: after {stored.Type} at {stored.Version} {unbalanced}");
        }
    }

    private void Meet(RiskEvent happened)
    {
        Ledger = RiskLedger.Apply(Ledger, happened);
    }

    /// <summary>Notes what opens by an order of ours, and what moves a position otherwise.</summary>
    private void Foresee(AccountShadow shadow, AccountEvent happened)
    {
        switch (happened)
        {
            case OrderIntended { Ticket: { Leg: Leg.Entry } ticket }:
                opened.Add((shadow.Account, ticket.Instrument, ticket.Side));
                break;
            case OrderChangeIntended { Levels: { } levels } change when shadow.State.Orders[change.Order] is { Ticket.Leg: Leg.Entry } order && levels.Quantity > order.Levels.Quantity:
                opened.Add((shadow.Account, order.Ticket.Instrument, order.Ticket.Side));
                break;
            case OrderFilled filled when shadow.State.Orders[filled.Order] is var order
                && (order.Open < filled.Fill.Quantity || (order.Ticket.Leg != Leg.Entry && filled.Closes.Sum(close => close.Quantity.Value) < filled.Fill.Quantity.Value)):
                unforeseen[filled.Fill.Instrument] = world.Now + UnforeseenFor;
                break;
            case OrderFilled leaves when shadow.State.Orders[leaves.Order].Ticket.Leg != Leg.Entry:
                Later(leaves.Fill.Instrument, world.Now + DecisionToDisk);
                break;
            case ForeignFillSeen foreign:
                unforeseen[foreign.Fill.Instrument] = world.Now + UnforeseenFor;
                break;
            case FillVoided voided:
                unforeseen[voided.Fill.Instrument] = world.Now + UnforeseenFor;
                break;
            case PositionAdjusted adjusted:
                unforeseen[adjusted.Instrument] = world.Now + UnforeseenFor;
                break;
            case OrderAmended amended:
                unforeseen[shadow.State.Orders[amended.Order].Ticket.Instrument] = world.Now + UnforeseenFor;
                break;
        }
    }

    private void Later(InstrumentId instrument, DateTimeOffset until) =>
        unforeseen[instrument] = until > unforeseen.GetValueOrDefault(instrument) ? until : unforeseen[instrument];

    /// <summary>With an entry, what the account may come to hold on its side and the worst of all others is within the limit.</summary>
    private void LimitHolds(AccountShadow shadow, InstrumentId instrument, Side side)
    {
        var worst = shadow.Projected(instrument, side) + accounts.Values.Where(other => other != shadow).Sum(other => other.Worst(instrument));
        if (worst > PositionMax && world.Now > unforeseen.GetValueOrDefault(instrument))
        {
            violated($"An entry raised what all accounts may hold of {instrument} to {worst}; the limit is {PositionMax}.");
        }
    }

    /// <summary>Nothing that may still open a position is unreserved, unknown orders least of all.</summary>
    private void ReservationsCover(AccountShadow shadow)
    {
        foreach (var id in shadow.State.Holdings.Values.SelectMany(holding => holding.OpenOrders))
        {
            var order = shadow.State.Orders[id];
            var reserved = Ledger.Reservations.GetValueOrDefault(id)?.Quantity.Value ?? 0m;
            if (order.Ticket.Leg == Leg.Entry && reserved < AccountShadow.MayOpen(order))
            {
                violated($"{shadow.Account}: entry {id} is {order.State} and may open {AccountShadow.MayOpen(order)}; {reserved} is reserved.");
            }
        }
    }

    private static FillReport? FillOf(AccountEvent happened) => happened switch
    {
        OrderFilled filled => filled.Fill,
        ForeignFillSeen foreign => foreign.Fill,
        _ => null,
    };
}
