using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Accounts.Reconciliation;

/// <summary>
/// Orders at the venue that did not come from us: placed by hand, by another program, or so long ago that we forgot them.
/// They are kept under the venue's id, shown, and left alone; only flattening the account cancels them.
/// </summary>
internal static class ExternalOrders
{
    private const int KeptMax = 1_000;

    public static void OnReport(Turn turn, OrderReport report)
    {
        var known = turn.State.ExternalOrders.GetValueOrDefault(report.VenueOrderId);
        if (report.State is not (VenueOrderState.Working or VenueOrderState.Triggered))
        {
            if (known is not null)
            {
                turn.Record(new ExternalOrderGone(report.VenueOrderId, Text.Words.Of(report.State)));
            }
        }
        else if (known is null ? turn.State.ExternalOrders.Count < KeptMax : !IsSame(known, report))
        {
            turn.Record(new ExternalOrderSeen(report));
        }
    }

    /// <summary>What the picture no longer shows is over.</summary>
    public static void OnSnapshot(Turn turn, VenueSnapshot snapshot)
    {
        if (turn.State.ExternalOrders.IsEmpty)
        {
            return;
        }

        var open = snapshot.OpenOrders.Select(report => report.VenueOrderId).ToHashSet();
        foreach (var id in turn.State.ExternalOrders.Keys)
        {
            if (!open.Contains(id))
            {
                turn.Record(new ExternalOrderGone(id, "The venue no longer lists it."));
            }
        }
    }

    /// <summary>Cancels them all, once; what still rests at the next picture is seen, and cancelled, again.</summary>
    public static void CancelAll(Turn turn)
    {
        foreach (var order in turn.State.ExternalOrders.Values)
        {
            // The request needs an id of ours; the venue finds the order by its own.
            var id = order.ClientOrderId ?? ClientOrderId.Derive(turn.Profile.Instance, turn.Profile.Account.Value, "external", order.VenueOrderId.Value);
            turn.Record(new ExternalOrderGone(order.VenueOrderId, "The account was flattened."));
            turn.Do(new Effect.Cancel(new CancelOrder(id, order.VenueOrderId, order.Instrument) { SendBy = turn.Now + turn.Profile.Bounds.SendWithin }));
        }
    }

    private static bool IsSame(OrderReport left, OrderReport right) =>
        left with { At = right.At, Reason = right.Reason } == right;
}
