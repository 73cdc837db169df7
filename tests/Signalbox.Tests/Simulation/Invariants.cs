using System.Text;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;

namespace Signalbox.Tests.Simulation;

/// <summary>What must hold once everything has come to rest, whatever happened before.</summary>
internal sealed class Invariants(MemoryJournal disk, SimulationScript script)
{
    /// <summary>Whether every account knows all that is on disk of it.</summary>
    public bool IsCommitted(SimulatedNode node) => script.Exchanges.Keys.All(id => Same(Fold(id), node.Account(id).Committed));

    public void AtRest(SimulatedNode node, IReadOnlyDictionary<string, int> acknowledged, Interventions people)
    {
        foreach (var (id, exchange) in script.Exchanges)
        {
            var state = Fold(id);
            Require(Same(state, node.Account(id).Committed), $"{id}: the running state is not what the journal folds to.");
            PositionsAgree(id, state, exchange);
            OrdersAgree(id, state, exchange);
            EverythingIsSettled(id, state);
            EverythingIsProtected(id, state, exchange);
            ReservationsCoverWhatIsOpen(id, state, node.Risk.State!);
            Require(Same(state, script.Journal.Of(id).State), $"{id}: the snapshots do not lead to what all of its events fold to.");
            WhatWasStoppedStands(id, exchange, people);
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
            Require(reserved.Remove(order.Id, out var quantity) && quantity >= order.MayFill, $"{id}: entry {order.Id} may open {order.MayFill} and {quantity} is reserved.");
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
            // Of a spot balance, what somebody bought besides is theirs.
            var ours = state.Holdings.GetValueOrDefault(instrument)?.Net.Value ?? 0m;
            var othersOwn = !exchange.ListsPositions && ours < quantity && (exchange.Orders.Exists(order => order.HasVoidedFill) || exchange.Fills.Exists(fill => fill.ClientOrderId is null));
            Require(ours == quantity || othersOwn || !state.Holdings.ContainsKey(instrument), $"{id}: {instrument} is {quantity} at the venue and {ours} with us.");
        }
    }

    private static void OrdersAgree(AccountId id, AccountState state, SimulatedExchange exchange)
    {
        foreach (var order in state.Orders.Values)
        {
            var there = exchange.Orders.Where(each => each.Request.Id == order.Id && !each.IsForeign).ToArray();
            var filled = there.Sum(each => each.Filled);
            Require(order.Filled.Value == filled || there.Any(each => each.HasVoidedFill), $"{id}: order {order.Id} filled {filled} at the venue and {order.Filled} with us.");
            Require(!order.State.IsTerminal || !there.Any(each => each.IsOpen), $"{id}: order {order.Id} is {order.State} with us and open at the venue.");
            Require(order.State.IsTerminal || there.Any(each => each.IsOpen), $"{id}: order {order.Id} is {order.State} with us and not open at the venue.");
        }

        foreach (var order in exchange.Open.Where(order => !order.IsForeign))
        {
            Require(state.Orders.ContainsKey(order.Request.Id), $"{id}: the venue's order {order.Request.Id} is an orphan.");
        }
    }

    /// <summary>A stop of trading leaves no entry open, also across crashes; one that flattens leaves nothing at all.</summary>
    private void WhatWasStoppedStands(AccountId id, SimulatedExchange exchange, Interventions people)
    {
        var state = script.Journal.Of(id).State;
        if (script.Journal.Ledger.Standing.IsEmpty)
        {
            return;
        }

        var entry = exchange.Open.Find(order => state.Orders.GetValueOrDefault(order.Request.Id)?.Ticket.Leg == Leg.Entry);
        Require(entry is null, $"{id}: the entry {entry?.Request.Id} is open although trading is stopped.");
        if (people is { IsFlattened: true, TradedByHandSinceFlatten: false } && script.Journal.Ledger.Standing.TryGetValue(RiskScope.Global, out var everywhere) && everywhere.FlattenId is not null)
        {
            var held = state.Holdings.Values.FirstOrDefault(holding => !holding.Tradable(default).IsZero);

            // A voided fill nobody told of looks like somebody's own trade.
            var isSomebodysOwn = exchange.Orders.Exists(order => order.HasVoidedFill && state.Orders.GetValueOrDefault(order.Request.Id)?.Voided.IsEmpty != false);
            Require(held is null || isSomebodysOwn, $"{id}: {held?.Net} {held?.Instrument.Id} are held although the account was flattened.");
        }
    }

    private static void EverythingIsSettled(AccountId id, AccountState state)
    {
        foreach (var trade in state.Trades.Values)
        {
            var rests = trade.Stage == TradeStage.AwaitingTrigger || (trade.Stage == TradeStage.Following && trade.Request.AfterFillOf is not null);
            Require(trade.Stage == TradeStage.Done || rests, $"{id}: trade {trade.Id} is still {trade.Stage}.");
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
        foreach (var holding in state.Holdings.Values)
        {
            foreach (var lot in holding.Lots)
            {
                var quantity = Rounding.DownToLot(lot.Quantity.Abs(), holding.Instrument.LotSize);
                var isTradable = quantity >= holding.Instrument.MinQuantity;
                Require(!lot.Stray || !isTradable, $"{id}: a stray lot of {lot.Trade} was not closed.");
                Require(!isTradable || lot.Trade is not { } loser || state.Trades[loser].GroupLostTo is null, $"{id}: {lot.Quantity} of {lot.Trade} are held although another of its group filled first.");
                if (isTradable && lot.Trade is { } owner && state.Trades[owner] is { Bracket.Waived: false } trade)
                {
                    Require(!trade.Bracket.Emergency, $"{id}: {lot.Quantity} of {owner} was to be closed and is still held.");
                    StopStands(id, state, exchange, trade, quantity);
                    TargetsStand(id, state, exchange, trade, quantity);
                }
            }
        }

        foreach (var order in exchange.Open.Where(order => state.Orders.GetValueOrDefault(order.Request.Id)?.Ticket.Leg is Leg.StopLoss or Leg.TakeProfit))
        {
            var ticket = state.Orders[order.Request.Id].Ticket;
            var index = LotBook.IndexOf(state.Holdings[ticket.Instrument].Lots, ticket.Trade);
            Require(index >= 0, $"{id}: {ticket.Leg} {ticket.Id} outlived the position it protected.");
        }
    }

    private static void StopStands(AccountId id, AccountState state, SimulatedExchange exchange, Trade trade, Quantity quantity)
    {
        if (trade.StopTerms is null)
        {
            return;
        }

        if (exchange.Capabilities.Stops)
        {
            var stops = exchange.Open.Where(order => Is(state, order, trade.Id, Leg.StopLoss)).ToArray();
            Require(stops.Length == 1 && stops[0].Quantity - stops[0].Filled == quantity.Value,
                $"{id}: {quantity} of {trade.Id} is protected by {stops.Length} stops of {string.Join(", ", stops.Select(stop => stop.Quantity - stop.Filled))}.");
            return;
        }

        var holding = state.Holdings[trade.Request.Instrument];
        var lot = holding.Lots[LotBook.IndexOf(holding.Lots, trade.Id)];
        var level = ProtectionLevels.Stop(trade.StopTerms, lot, trade.Bracket.Trail, holding.Instrument);
        var price = exchange.PriceOf(holding.Instrument.Id);
        Require(level is not { } stop || (lot.Quantity > Quantity.Zero ? price > stop.Value : price < stop.Value),
            $"{id}: the price of {price} is through the stop at {level} that is kept here for {trade.Id}.");
    }

    private static void TargetsStand(AccountId id, AccountState state, SimulatedExchange exchange, Trade trade, Quantity quantity)
    {
        var resting = exchange.Open.Where(order => Is(state, order, trade.Id, Leg.TakeProfit)).Sum(order => order.Quantity - order.Filled);
        Require(resting <= quantity.Value, $"{id}: targets of {resting} rest for {quantity} of {trade.Id}.");
        var wasRefused = state.Orders.Values.Any(order => order.Ticket.Trade == trade.Id && order.Ticket.Leg == Leg.TakeProfit && order.State == OrderState.Rejected);
        if (trade.ProfitTerms is { } profit && !exchange.Capabilities.StopsLockBalance && !wasRefused)
        {
            var holding = state.Holdings[trade.Request.Instrument];
            var lot = holding.Lots[LotBook.IndexOf(holding.Lots, trade.Id)];
            var wanted = Targets.Open(profit, trade.Bracket.Targets, lot, holding.Instrument).Sum(each => each.Value);
            Require(resting == wanted, $"{id}: targets of {resting} rest for {trade.Id} and {wanted} should.");
        }
    }

    private static bool Is(AccountState state, VenueOrder order, TradeId owner, Leg leg) =>
        state.Orders.GetValueOrDefault(order.Request.Id)?.Ticket is { } ticket && ticket.Trade == owner && ticket.Leg == leg;

    /// <summary>No acknowledged signal is lost: everything it was owed to has taken it.</summary>
    private void NothingIsOwed(IReadOnlyDictionary<string, int> acknowledged)
    {
        Require(disk.OpenDeliveriesAsync(1, CancellationToken.None).AsTask().Result.Count == 0, "A delivery is still open.");
        var trades = script.Exchanges.Keys.SelectMany(id => script.Journal.Of(id).State.Trades.Keys).ToList();
        foreach (var (signal, count) in acknowledged)
        {
            var taken = trades.Count(trade => trade.Signal.Value.StartsWith($"{signal}.", StringComparison.Ordinal));
            var owed = count * script.Catalogue.Subscriptions.Count;
            Require(taken == owed, $"{signal} was acknowledged and taken {taken} times; it is owed to {owed}.");
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
