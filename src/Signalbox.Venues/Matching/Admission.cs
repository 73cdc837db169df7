using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Whether an exchange takes an order, decided before anything changes.</summary>
internal static class Admission
{
    public static Refusal? Refuse(EngineRules rules, Account account, OrderBook book, OrderTerms terms, DateTimeOffset now) =>
        account.Mode == FundsMode.House ? null : RefuseUser(rules, account, book, terms, now);

    private static Refusal? RefuseUser(EngineRules rules, Account account, OrderBook book, OrderTerms terms, DateTimeOffset now) =>
        RefuseId(rules, account, terms, now)
        ?? OrderShape.Refuse(book.Listing.Instrument, terms)
        ?? RefuseEnded(terms, now)
        ?? RefuseStop(rules, book, terms)
        ?? RefuseTaking(book, terms.Side, terms.LimitPrice, terms.PostOnly)
        ?? RefuseKill(account, terms)
        ?? RefuseReduction(account, terms)
        ?? RefuseFunds(account, book, terms);

    public static Refusal? RefuseTaking(OrderBook book, Side side, Price? limit, bool postOnly)
    {
        var opposite = side == Side.Buy ? book.BestAsk : book.BestBid;
        return postOnly && opposite is { } best && (side == Side.Buy ? limit >= best : limit <= best)
            ? new(RejectReason.WouldTakeLiquidity, $"The order is post-only and would trade at {best} at once.")
            : null;
    }

    public static Refusal? RefusePassed(OrderBook book, TriggerDirection direction, Price stop) =>
        book.Last is { } last && (direction == TriggerDirection.Rising ? last >= stop : last <= stop)
            ? new(RejectReason.WouldTriggerImmediately, $"The last price {last} has already passed the stop at {stop}.")
            : null;

    /// <summary>What the order would ask of the account when it enters the book.</summary>
    public static Demand DemandOf(OrderBook book, OrderTerms terms, Quantity quantity, Price? limit) =>
        new(book.Listing, terms.Side, quantity, limit ?? Met(book, terms), terms.ReduceOnly);

    private static Refusal? RefuseId(EngineRules rules, Account account, OrderTerms terms, DateTimeOffset now)
    {
        if (terms.ClientId is { } clientId && account.IsTaken(clientId, now))
        {
            return new(RejectReason.DuplicateClientOrderId, $"The client order id {clientId} has been used.");
        }

        return account.OpenOrders.Count >= rules.OpenOrdersMax
            ? new(RejectReason.Other, $"The account has {rules.OpenOrdersMax} open orders, which is the most allowed. Cancel some first.")
            : null;
    }

    private static Refusal? RefuseEnded(OrderTerms terms, DateTimeOffset now) => terms.ExpiresAt <= now
        ? new(RejectReason.Other, $"The order would end at {terms.ExpiresAt:u}, which is past.")
        : null;

    private static Refusal? RefuseStop(EngineRules rules, OrderBook book, OrderTerms terms) =>
        rules.RefusesStopsThroughPrice && terms is { IsConditional: true, StopPrice: { } stop }
            ? RefusePassed(book, terms.Direction, stop)
            : null;

    // Without a limit, what a spot account can pay is known only as it pays.
    private static Refusal? RefuseKill(Account account, OrderTerms terms) =>
        account.Mode == FundsMode.Spot && terms is { TimeInForce: TimeInForce.Fok, LimitPrice: null }
            ? new(RejectReason.Unsupported, "A fill-or-kill order of a spot account needs a limit price.")
            : null;

    private static Refusal? RefuseReduction(Account account, OrderTerms terms)
    {
        var held = account.Holds(terms.Instrument);
        return terms.ReduceOnly && account.Mode != FundsMode.Spot && (held.IsZero || terms.Side != Sides.Reducing(held))
            ? new(RejectReason.ReduceOnlyRefused, $"The order is reduce-only and the position in {terms.Instrument} is {held}.")
            : null;
    }

    // On margin a waiting stop is checked when it triggers; a spot account sets its payment aside now.
    private static Refusal? RefuseFunds(Account account, OrderBook book, OrderTerms terms) =>
        terms.IsConditional && account.Mode == FundsMode.Margin
            ? null
            : account.Funds.Refuse(DemandOf(book, terms, terms.Quantity, terms.LimitPrice));

    private static Price? Met(OrderBook book, OrderTerms terms) => terms.IsConditional
        ? terms.StopPrice
        : (terms.Side == Side.Buy ? book.BestAsk : book.BestBid) ?? book.Last;
}
