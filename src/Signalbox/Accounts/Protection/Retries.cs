using Signalbox.Accounts.Orders;
using Signalbox.Identity;

namespace Signalbox.Accounts.Protection;

/// <summary>An order that failed is followed by another no sooner than a wait after it, however often it is looked at meanwhile.</summary>
internal static class Retries
{
    /// <summary>Whether its successor is due; where not, the trade is looked at again when it is.</summary>
    public static bool MayFollow(Turn turn, TradeId trade, Order failed, TimeSpan wait)
    {
        var since = turn.Now - failed.Ticket.IntendedAt;

        // Below zero the machine's clock was set back: nothing is left unprotected for as long as that.
        if (since < TimeSpan.Zero || since >= wait)
        {
            return true;
        }

        turn.Wake(new TimerKey.Protect(trade), wait - since);
        return false;
    }
}
