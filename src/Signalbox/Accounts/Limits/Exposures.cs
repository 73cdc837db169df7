using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;

namespace Signalbox.Accounts.Limits;

/// <summary>What this account tells the ledger of shared limits, in the ledger's own terms.</summary>
internal static class Exposures
{
    /// <summary>What a decision changed of it; null: nothing.</summary>
    public static ExposureReport? Changed(AccountId account, Decision decision)
    {
        List<EntryExposure>? entries = null;
        List<InstrumentId>? traded = null;
        foreach (var happened in decision.Events)
        {
            if (OrderOf(happened) is { } id && decision.State.Orders.TryGetValue(id, out var order)
                && order.Ticket.Leg == Leg.Entry && entries?.Exists(entry => entry.Order == id) != true)
            {
                (entries ??= []).Add(Of(decision.State, order));
            }

            if (TradedIn(happened) is { } instrument && traded?.Contains(instrument) != true)
            {
                (traded ??= []).Add(instrument);
            }
        }

        return entries is null && traded is null ? null : new()
        {
            Account = account,
            Entries = entries ?? [],
            Positions = traded is null ? [] : [.. traded.SelectMany(instrument => WithGone(decision.State, instrument))],
            Results = traded is null ? [] : Results(decision.State),
        };
    }

    /// <summary>What it opens, and nothing of what it frees.</summary>
    public static ExposureReport? Raised(AccountId account, Decision decision) =>
        Changed(account, decision) is { Entries.Count: > 0 } changed ? changed with { RaisesOnly = true, Positions = [], Results = [] } : null;

    /// <summary>What a decision frees, once it is on disk: what later ones raised meanwhile stays set aside.</summary>
    public static ExposureReport? Freed(AccountId account, Decision decision, AccountState newest)
    {
        var changed = Changed(account, decision);
        return changed is null || ReferenceEquals(decision.State, newest)
            ? changed
            : changed with { Entries = [.. changed.Entries.Select(entry => Larger(entry, newest))] };
    }

    /// <param name="durable">What is on disk of the state: an entry counts for the larger of what it may open in either.</param>
    public static ExposureReport Whole(AccountId account, AccountState state, AccountState durable) => new()
    {
        Account = account,
        IsWhole = true,
        Entries = [.. OpenEntries(state).Concat(OpenEntries(durable)).GroupBy(entry => entry.Order).Select(same => same.MaxBy(entry => entry.Open)!)],
        Positions = [.. durable.Holdings.Values.SelectMany(holding => Positions(durable, holding))],
        Results = Results(durable),
    };

    /// <summary>What the lots of each strategy would bring now.</summary>
    public static List<OpenResult> Open(AccountState state, MarksView marks)
    {
        var results = new SortedDictionary<(StrategyId, string), Money?>();
        foreach (var holding in state.Holdings.Values)
        {
            foreach (var lot in holding.Lots)
            {
                var key = (StrategyOf(state, lot.Trade), holding.Instrument.Settle);
                var profit = marks.Of(holding.Instrument.Id) is { } mark ? holding.Instrument.Profit(lot.Cost, holding.Instrument.Cost(lot.Quantity, mark)) : default(Money?);
                results[key] = results.TryGetValue(key, out var sum) ? sum + profit : profit;
            }
        }

        return [.. results.Select(each => new OpenResult(each.Key.Item1, each.Key.Item2, each.Value))];
    }

    private static IEnumerable<EntryExposure> OpenEntries(AccountState state) => state.Holdings.Values
        .SelectMany(holding => holding.OpenOrders)
        .Select(id => state.Orders[id])
        .Where(order => order.Ticket.Leg == Leg.Entry)
        .Select(order => Of(state, order));

    private static EntryExposure Larger(EntryExposure entry, AccountState newest) =>
        newest.Orders.TryGetValue(entry.Order, out var order) && Of(newest, order) is { Open.IsZero: false } now
            ? entry with { Open = Quantity.Max(entry.Open, now.Open), UnitNotional = Money.Max(entry.UnitNotional, now.UnitNotional) }
            : entry;

    private static ClientOrderId? OrderOf(AccountEvent happened) => happened switch
    {
        OrderIntended intended => intended.Ticket.Id,
        OrderEvent order => order.Order,
        _ => null,
    };

    private static InstrumentId? TradedIn(AccountEvent happened) => happened switch
    {
        OrderFilled filled => filled.Fill.Instrument,
        ForeignFillSeen foreign => foreign.Fill.Instrument,
        PositionAdjusted adjusted => adjusted.Instrument,
        LotClaimed claimed => claimed.Instrument,
        DustLeft dust => dust.Instrument,
        FillVoided voided => voided.Fill.Instrument,
        _ => null,
    };

    private static EntryExposure Of(AccountState state, Order order)
    {
        var instrument = state.Holdings[order.Ticket.Instrument].Instrument;
        return new(
            order.Id, StrategyOf(state, order.Ticket.Trade), order.Ticket.Instrument, order.Ticket.Side, LimitUses.OpenOf(state, order),
            UnitOf(order, instrument),
            order.State == OrderState.Filled);
    }

    /// <summary>The most one unit may be worth, where it rests and where the changes under way may take it.</summary>
    private static Money UnitOf(Order order, Instrument instrument)
    {
        var unit = Valued(order.Levels.Price ?? order.Ticket.ValuedAt);
        return order.Pending is { } pending ? Money.Max(unit, Money.Max(Valued(pending.Levels?.Price), Valued(pending.Overtaken?.Price))) : unit;

        Money Valued(Price? price) => price is { } known ? instrument.Notional(new(1m), known) : Money.Zero;
    }

    /// <summary>Also the strategies that held something before and no longer do.</summary>
    private static IEnumerable<PositionExposure> WithGone(AccountState state, InstrumentId instrument)
    {
        var holding = state.Holdings[instrument];
        var held = Positions(state, holding).ToList();
        var known = state.Trades.Values.Select(trade => trade.Request.Strategy).Append(new("")).Distinct();
        return held.Concat(known.Where(strategy => !held.Exists(each => each.Strategy == strategy))
            .Select(strategy => new PositionExposure(strategy, instrument, Quantity.Zero, Money.Zero)));
    }

    private static IEnumerable<PositionExposure> Positions(AccountState state, Holding holding) => holding.Lots
        .GroupBy(lot => StrategyOf(state, lot.Trade))
        .Select(lots => new PositionExposure(
            lots.Key,
            holding.Instrument.Id,
            new(lots.Sum(lot => lot.Quantity.Value)),
            holding.Instrument.Notional(new(1m), lots.Last().AveragePrice(holding.Instrument))));

    private static List<ResultExposure> Results(AccountState state) => [.. state.Results
        .GroupBy(each => (each.Key.Strategy, each.Key.Currency))
        .Select(same => new ResultExposure(same.Key.Strategy, same.Key.Currency, new(same.Sum(each => each.Value.Value))))];

    private static StrategyId StrategyOf(AccountState state, TradeId? trade) =>
        trade is { } id && state.Trades.TryGetValue(id, out var known) ? known.Request.Strategy : new("");
}
