using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;

namespace Signalbox.Risk.Ledger;

/// <summary>How each event changes the ledger. Reservations, books and totals move together, so they always balance.</summary>
internal static class RiskFold
{
    public static RiskState Apply(RiskState state, RiskEvent happened) => happened switch
    {
        ExposureReserved reserved => Reserve(state, reserved),
        ExposurePosted posted => Reduce(state, posted.Order, posted.Left),
        ExposureReleased released => Reduce(state, released.Order, Quantity.Zero),
        PositionNoted noted => Note(state, noted),
        ResultNoted noted => state with
        {
            Results = state.Results.SetItem(new(noted.Result.Currency, noted.Account, noted.Result.Strategy), noted.Result.Realised),
        },
        AccountForgotten forgotten => Forget(state, forgotten.Account),
        SharedLimitsChanged changed => state with { Limits = changed.Limits },
        StandingChanged changed => Stand(state, changed),
        SharedLossMarked marked => state with { LossMarks = state.LossMarks.SetItem(marked.Key, marked.Mark) },
        SharedLossBreached => state,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    private static RiskState Reserve(RiskState state, ExposureReserved reserved)
    {
        var entry = reserved.Entry;
        var key = new BookKey(reserved.Account, entry.Instrument, entry.Strategy);
        var before = state.Reservations.GetValueOrDefault(entry.Order);
        state = Move(state, key, book => Valued(With(book, entry.Side, entry.Open - (before?.Quantity ?? Quantity.Zero)), entry.UnitNotional));
        state = state with { Reservations = state.Reservations.SetItem(entry.Order, new(key, entry.Side, entry.Open, entry.UnitNotional)) };
        return before is null ? Count(state, key, counts => counts.Opened(reserved.At)) : state;
    }

    private static RiskState Reduce(RiskState state, ClientOrderId order, Quantity left)
    {
        var reservation = state.Reservations[order];
        state = Move(state, reservation.Book, book => With(book, reservation.Side, left - reservation.Quantity));
        return left.IsZero
            ? Count(state with { Reservations = state.Reservations.Remove(order) }, reservation.Book, counts => counts.Ended())
            : state with { Reservations = state.Reservations.SetItem(order, reservation with { Quantity = left }) };
    }

    private static RiskState Note(RiskState state, PositionNoted noted) => Move(
        state,
        new(noted.Account, noted.Position.Instrument, noted.Position.Strategy),
        book => Valued(book with { Position = noted.Position.Quantity }, noted.Position.UnitNotional));

    private static RiskState Forget(RiskState state, AccountId account)
    {
        foreach (var (order, reservation) in state.Reservations)
        {
            state = reservation.Book.Account == account ? Reduce(state, order, Quantity.Zero) : state;
        }

        foreach (var key in state.Books.Keys)
        {
            state = key.Account == account ? Move(state, key, _ => Book.None) : state;
        }

        return state;
    }

    private static RiskState Stand(RiskState state, StandingChanged changed)
    {
        if (changed.Mode != TradingMode.Active)
        {
            return state with { Standing = state.Standing.SetItem(changed.Scope, new(changed.Mode, changed.Why, changed.At, changed.KeepsWorking, changed.FlattenId)) };
        }

        // Who releases it accepts what was lost so far: losses are counted anew.
        return state with
        {
            Standing = state.Standing.Remove(changed.Scope),
            LossMarks = state.LossMarks.RemoveRange(state.LossMarks.Keys.Where(key => key.Scope == changed.Scope)),
        };
    }

    private static Book With(Book book, Side side, Quantity more) =>
        side == Side.Buy ? book with { Buys = book.Buys + more } : book with { Sells = book.Sells + more };

    /// <summary>Without a price the last known value stays.</summary>
    private static Book Valued(Book book, Money unit) => unit == Money.Zero ? book : book with { UnitNotional = unit };

    /// <summary>Changes a book and everything its worst case is part of.</summary>
    private static RiskState Move(RiskState state, BookKey key, Func<Book, Book> change)
    {
        var before = state.Books.GetValueOrDefault(key, Book.None);
        var after = change(before);
        state = state with { Books = after.IsEmpty ? state.Books.Remove(key) : state.Books.SetItem(key, after) };
        var (quantity, notional) = (after.Worst - before.Worst, after.WorstNotional - before.WorstNotional);
        state = Add(state, new(RiskScope.Global, key.Instrument), quantity, notional);
        state = Add(state, new(RiskScope.Of(key.Strategy), key.Instrument), quantity, notional);
        return Add(state, new(RiskScope.Of(key.Account), key.Instrument), quantity, notional);
    }

    private static RiskState Add(RiskState state, TotalKey key, Quantity quantity, Money notional)
    {
        var before = state.Totals.GetValueOrDefault(key, Total.None);
        var after = new Total(before.Quantity + quantity, before.Notional + notional);
        return state with { Totals = after.Quantity.IsZero ? state.Totals.Remove(key) : state.Totals.SetItem(key, after) };
    }

    private static RiskState Count(RiskState state, BookKey key, Func<EntryCounts, EntryCounts> change) => state with
    {
        Entries = state.Entries
            .SetItem(RiskScope.Global, change(state.Entries.GetValueOrDefault(RiskScope.Global, EntryCounts.None)))
            .SetItem(RiskScope.Of(key.Strategy), change(state.Entries.GetValueOrDefault(RiskScope.Of(key.Strategy), EntryCounts.None))),
    };
}
