using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Signals;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// With positions kept per subscription, one account still nets at the venue: opening against another subscription's lots
/// would close them there.
/// </summary>
internal static class Opposition
{
    public static Refusal? Find(AccountState state, TradeRequest request, TradePlan plan)
    {
        if (plan.Enter is not { } side || state.ReachOf(request.Id.Subscription).Only is not { } subscription)
        {
            return null;
        }

        var holding = state.Holdings[request.Instrument];
        foreach (var open in holding.OpenOrders)
        {
            if (state.Orders[open].Ticket is { Leg: Leg.Entry, Trade: { } other } ticket && other.Subscription != subscription && ticket.Side != side)
            {
                return new("opposite-orders",
                    $"Another subscription of this account has an open order to enter {request.Instrument} on the other side, and the account nets them. Use another account, or let positions belong to the account.");
            }
        }

        foreach (var lot in holding.Lots)
        {
            if (lot.Trade?.Subscription != subscription && Sides.Reducing(lot.Quantity) == side)
            {
                return new("opposite-lots",
                    $"Another subscription of this account holds {request.Instrument} on the other side and the account nets them. Use another account, or let positions belong to the account.");
            }
        }

        return null;
    }
}
