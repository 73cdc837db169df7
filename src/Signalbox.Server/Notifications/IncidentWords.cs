using Signalbox.Monitoring.Alerts;

namespace Signalbox.Server.Notifications;

/// <summary>What each kind of incident is called in a message, and what to do about it.</summary>
internal static class IncidentWords
{
    private static readonly Dictionary<string, (string Title, string Advice)> Kinds = new(StringComparer.Ordinal)
    {
        ["emergency"] = ("Emergency", "A stop could not be placed, so the position is being closed. Look at the account at its venue now, and close it there if it is still open."),
        ["naked"] = ("Position without a stop", "Look at the account at its venue now: set a stop there, or close the position."),
        ["alarm"] = ("Alarm", "Open the alert, look at the orders of the trade, and compare them with the venue."),
        ["unknown_order"] = ("Order with unknown outcome", "Nothing is sent twice: the venue is asked until it is proven what became of the order. If it stays unknown for minutes, look for it at the venue."),
        ["anomaly"] = ("Order that does not add up", "Compare the order with the venue, and correct there what is wrong."),
        ["loss_limit"] = ("Loss limit reached", "New entries are held back as the limit says. Look at the page Risk before you let trading go on."),
        ["position_doubted"] = ("Position differs from the venue", "It is asked again by itself. If a second alert follows, compare the account with the venue."),
        ["position_adjusted"] = ("Position taken over from the venue", "Somebody or something traded outside. Check that the position has the stop you want."),
        ["foreign_fill"] = ("Fill of an order from elsewhere", "Somebody or something else trades on this account. If it was not you, change the account's keys at the venue."),
        ["external_order"] = ("Order from elsewhere", "Somebody or something else trades on this account. If it was not you, change the account's keys at the venue."),
        ["trading_state"] = ("Trading was stopped or released", "Look at the page Risk: it says who did it and why."),
        ["upkeep"] = ("Upkeep failed", "Trading goes on. The message says what to mend; the page Settings shows how upkeep is doing."),
        ["reconciliation"] = ("Account compared with its venue", "Nothing is to be done."),
    };

    public static string Title(string kind) => Kinds.TryGetValue(kind, out var known) ? known.Title : kind.Replace('_', ' ');

    public static string Advice(string kind) => Kinds.TryGetValue(kind, out var known) ? known.Advice : "Open the page Alerts.";

    /// <summary>The smaller, the graver.</summary>
    public static int Rank(string kind) => AlertKinds.All.ToList().IndexOf(kind) is >= 0 and var at ? at : AlertKinds.All.Count;
}
