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

        foreach (var lot in state.Holdings[request.Instrument].Lots)
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
