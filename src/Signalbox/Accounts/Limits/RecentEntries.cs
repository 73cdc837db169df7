using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Limits;

/// <summary>An entry that was intended lately, as far as rates and repeats go by it.</summary>
public sealed record RecentEntry(
    DateTimeOffset At, TradeId Trade, InstrumentId Instrument, Side Side, Quantity Quantity, OrderType Type, Price? LimitPrice, Price? StopPrice)
{
    public bool IsSame(OrderTicket ticket) =>
        Instrument == ticket.Instrument && Side == ticket.Side && Quantity == ticket.Quantity
        && Type == ticket.Type && LimitPrice == ticket.LimitPrice && StopPrice == ticket.StopPrice;
}

/// <summary>Entries of one subscription on one trading day.</summary>
public sealed record DayCount(DateOnly Day, int Count);

/// <summary>Keeps the entries of the last minutes while a limit asks for them.</summary>
public static class RecentEntries
{
    /// <summary>The longest window a limit may look back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>Entries kept at most, and so the highest rate a limit may name.</summary>
    public const int KeptMax = 256;

    internal static void Note(AccountState state, OrderTicket ticket)
    {
        if (ticket is not { Leg: Leg.Entry, Trade: { } trade } || state.Profile is not { Limits.NeedsHistory: true })
        {
            return;
        }

        var day = state.TradingDay(ticket.IntendedAt);
        var before = state.EntriesToday.GetValueOrDefault(trade.Subscription);
        state.RecentEntries = Trimmed(state.RecentEntries, ticket.IntendedAt).Add(new(
            ticket.IntendedAt, trade, ticket.Instrument, ticket.Side, ticket.Quantity, ticket.Type, ticket.LimitPrice, ticket.StopPrice));
        state.EntriesToday = state.EntriesToday.SetItem(trade.Subscription, new(day, before?.Day == day ? before.Count + 1 : 1));
    }

    private static ValueList<RecentEntry> Trimmed(ValueList<RecentEntry> entries, DateTimeOffset now)
    {
        while (entries.Count > 0 && (now - entries[0].At > Kept || entries.Count >= KeptMax))
        {
            entries = entries.RemoveAt(0);
        }

        return entries;
    }
}
