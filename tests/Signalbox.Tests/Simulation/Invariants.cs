using System.Text;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Risk.Ledger;

namespace Signalbox.Tests.Simulation;

/// <summary>What must hold once everything has come to rest, whatever happened before.</summary>
internal sealed class Invariants(MemoryJournal disk, SimulationScript script)
{
    public void AtRest(SimulatedNode node, IReadOnlyCollection<string> acknowledged)
    {
        foreach (var (id, exchange) in script.Exchanges)
        {
            var state = Fold(id);
            Require(Same(state, node.Account(id).Committed), $"{id}: the running state is not what the journal folds to.");
            PositionsAgree(id, state, exchange);
            OrdersAgree(id, state, exchange);
            NothingIsSentTwice(id, exchange);
            EverythingIsSettled(id, state);
            EverythingIsProtected(id, state, exchange);
            NothingReopens(id);
            ReservationsCoverWhatIsOpen(id, state, node.Risk.State!);
        }

        LedgerIsItsFold(node.Risk.State!);

        NothingIsOwed(acknowledged);
    }

    public string Digest()
    {
        var text = new StringBuilder();
        foreach (var head in disk.HeadsAsync(CancellationToken.None).AsTask().Result.OrderBy(head => head.Stream.Value, StringComparer.Ordinal))
        {
            text.Append(head.Stream).Append(':').Append(head.Version).Append(':').AppendLine(Convert.ToHexString(head.Hash.Span));
        }

        return text.ToString();
    }

    /// <summary>Nothing that may still open a position is unreserved, unknown orders least of all; and nothing stays reserved for ever.</summary>
    private static void ReservationsCoverWhatIsOpen(AccountId id, AccountState state, RiskState ledger)
    {
        var reserved = ledger.Reservations.Where(each => each.Value.Book.Account == id).ToDictionary(each => each.Key, each => each.Value.Quantity);
        foreach (var order in state.Orders.Values.Where(order => order is { Ticket.Leg: Leg.Entry, State.IsTerminal: false }))
        {
            Require(reserved.Remove(order.Id, out var quantity) && quantity >= order.Open, $"{id}: entry {order.Id} may open {order.Open} and {quantity} is reserved.");
        }

        Require(reserved.Count == 0, $"{id}: {reserved.Count} reservations leaked.");
        foreach (var holding in state.Holdings.Values)
        {
            var held = ledger.Books.Where(each => each.Key.Account == id && each.Key.Instrument == holding.Instrument.Id).Sum(each => each.Value.Position.Value);
            Require(held == holding.Net.Value, $"{id}: the ledger has {held} {holding.Instrument.Id} and the account {holding.Net}.");
        }
    }

    private void LedgerIsItsFold(RiskState ledger)
    {
        var folded = disk.ReadAsync(StreamId.Risk, 0, CancellationToken.None).ToBlockingEnumerable()
            .Aggregate(RiskState.Empty, (state, stored) => RiskLedger.Apply(state, RiskCodec.Events.Read(stored)));
        Require(RiskCodec.WriteState(folded).AsSpan().SequenceEqual(RiskCodec.WriteState(ledger)), "The ledger of shared limits is not what its stream folds to.");
    }

    private AccountState Fold(AccountId id) =>
        AccountLoader.FoldAsync(disk, StreamId.Account(id), CancellationToken.None).GetAwaiter().GetResult();

    private static bool Same(AccountState left, AccountState right) =>
        AccountCodec.WriteState(left).AsSpan().SequenceEqual(AccountCodec.WriteState(right));

    private static void PositionsAgree(AccountId id, AccountState state, SimulatedExchange exchange)
    {
        foreach (var (instrument, quantity) in exchange.Positions)
        {
            var ours = state.Holdings.GetValueOrDefault(instrument)?.Net.Value ?? 0m;
            Require(ours == quantity || !state.Holdings.ContainsKey(instrument), $"{id}: {instrument} is {quantity} at the venue and {ours} with us.");
        }
    }

    private static void OrdersAgree(AccountId id, AccountState state, SimulatedExchange exchange)
    {
        foreach (var order in state.Orders.Values)
        {
            var there = exchange.Orders.Where(each => each.Request.Id == order.Id).ToArray();
            var filled = there.Sum(each => each.Filled);
            Require(order.Filled.Value == filled, $"{id}: order {order.Id} filled {filled} at the venue and {order.Filled} with us.");
            Require(!order.State.IsTerminal || !there.Any(each => each.IsOpen), $"{id}: order {order.Id} is {order.State} with us and open at the venue.");
            Require(order.State.IsTerminal || there.Any(each => each.IsOpen), $"{id}: order {order.Id} is {order.State} with us and not open at the venue.");
        }
    }

    /// <summary>At most one venue order per intent: an id that traded or rests twice is a doubled order.</summary>
    private static void NothingIsSentTwice(AccountId id, SimulatedExchange exchange)
    {
        foreach (var same in exchange.Orders.GroupBy(order => order.Request.Id).Where(same => same.Count() > 1))
        {
            Require(false, $"{id}: order {same.Key} was taken {same.Count()} times by the venue.");
        }
    }

    private static void EverythingIsSettled(AccountId id, AccountState state)
    {
        foreach (var trade in state.Trades.Values)
        {
            Require(trade.Stage is TradeStage.Done or TradeStage.AwaitingTrigger, $"{id}: trade {trade.Id} is still {trade.Stage}.");
            Require(trade.Settled, $"{id}: trade {trade.Id} ended as {trade.Status} and is not settled.");
        }

        foreach (var order in state.Orders.Values)
        {
            Require(order.State.IsTerminal || order.State.IsWorking, $"{id}: order {order.Id} is still {order.State}.");
            Require(order.State.IsTerminal || order.Pending is null, $"{id}: order {order.Id} still has a change under way.");
        }
    }

    private static void EverythingIsProtected(AccountId id, AccountState state, SimulatedExchange exchange)
    {
        var open = exchange.Orders.Where(order => order.IsOpen).ToArray();
        foreach (var lot in state.Holdings.Values.SelectMany(holding => holding.Lots))
        {
            Require(!lot.Stray, $"{id}: a stray lot of {lot.Trade} was not closed.");
            if (lot.Trade is { } owner && state.Trades[owner] is { Bracket.Waived: false, Request.Terms.StopLoss.Value: not null } && exchange.Capabilities.Stops)
            {
                var stops = open.Where(order => Is(state, order, owner, Leg.StopLoss)).ToArray();
                Require(stops.Length == 1 && stops[0].Quantity - stops[0].Filled == lot.Quantity.Abs().Value,
                    $"{id}: {lot.Quantity} of {owner} is protected by {stops.Length} stops of {string.Join(", ", stops.Select(stop => stop.Quantity - stop.Filled))}.");
            }
        }

        foreach (var order in open.Where(order => state.Orders.GetValueOrDefault(order.Request.Id)?.Ticket.Leg is Leg.StopLoss or Leg.TakeProfit))
        {
            var ticket = state.Orders[order.Request.Id].Ticket;
            var index = LotBook.IndexOf(state.Holdings[ticket.Instrument].Lots, ticket.Trade);
            Require(index >= 0, $"{id}: {ticket.Leg} {ticket.Id} outlived the position it protected.");
        }
    }

    private static bool Is(AccountState state, VenueOrder order, TradeId owner, Leg leg) =>
        state.Orders.GetValueOrDefault(order.Request.Id)?.Ticket is { } ticket && ticket.Trade == owner && ticket.Leg == leg;

    /// <summary>Terminal states never reopen: after one, only late fills and notes may follow.</summary>
    private void NothingReopens(AccountId id)
    {
        var state = AccountState.Empty;
        foreach (var stored in disk.ReadAsync(StreamId.Account(id), 0, CancellationToken.None).ToBlockingEnumerable())
        {
            var happened = AccountCodec.Events.Read(stored);
            if (happened is OrderEvent change and not (OrderFilled or OrderAnomaly))
            {
                Require(!state.Orders[change.Order].State.IsTerminal, $"{id}: {stored.Type} at {stored.Version} came after the end of {change.Order}.");
            }

            state = Account.Apply(state, happened);
        }
    }

    /// <summary>No acknowledged signal is lost: everything it was owed to has taken it.</summary>
    private void NothingIsOwed(IReadOnlyCollection<string> acknowledged)
    {
        Require(disk.OpenDeliveriesAsync(1, CancellationToken.None).AsTask().Result.Count == 0, "A delivery is still open.");
        var states = script.Exchanges.Keys.Select(Fold).ToArray();
        foreach (var signal in acknowledged)
        {
            var taken = states.SelectMany(state => state.Trades.Keys).Count(trade => trade.Signal.Value.StartsWith($"{signal}.", StringComparison.Ordinal));
            Require(taken == script.Catalogue.Subscriptions.Count, $"{signal} was acknowledged and taken by {taken} of {script.Catalogue.Subscriptions.Count} subscriptions.");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
