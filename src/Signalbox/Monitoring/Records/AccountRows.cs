using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Monitoring.Records;

/// <summary>
/// Rows of one account on their way into the store: each once, however many events changed it, and made only when they are
/// asked for. What is gathered here is merged as the store merges it with what it has.
/// </summary>
public sealed class AccountRows
{
    private readonly Dictionary<TradeId, TradeDraft> trades = [];
    private readonly Dictionary<ClientOrderId, OrderDraft> orders = [];
    private readonly Dictionary<InstrumentId, PositionDraft> positions = [];
    private readonly List<RowChange> others = [];
    private AccountRow? account;

    /// <summary>Takes an event in; what the rows need of the state is read now.</summary>
    public void Take(AccountStep step) => AccountRecords.Add(this, step);

    /// <summary>The rows that changed since the last call.</summary>
    public IReadOnlyList<RowChange> Collect()
    {
        var rows = new List<RowChange>(others.Count + trades.Count + orders.Count + positions.Count + 1);
        rows.AddRange(trades.Values.Select(draft => draft.Row()));
        rows.AddRange(orders.Values.Select(draft => draft.Row()));
        rows.AddRange(positions.Values.Select(draft => draft.Row()));
        rows.AddRange(others);
        if (account is not null)
        {
            rows.Add(account);
        }

        trades.Clear();
        orders.Clear();
        positions.Clear();
        others.Clear();
        account = null;
        return rows;
    }

    /// <param name="fee">What the event adds to the trade's fees.</param>
    internal void AddTrade(AccountStep step, TradeId id, Money fee = default)
    {
        // A trade that was forgotten keeps the row it has.
        if (step.After.Trades.TryGetValue(id, out var trade))
        {
            DraftOf(trades, id, step.Account, static account => new TradeDraft(account)).Take(step, trade, fee);
        }
    }

    internal void AddOrder(AccountStep step, ClientOrderId id)
    {
        // An order that was forgotten within the same event keeps the row it has.
        if (step.After.Orders.TryGetValue(id, out var order))
        {
            DraftOf(orders, id, step.Account, static account => new OrderDraft(account)).Take(step, order);
        }
    }

    internal void AddPosition(AccountStep step, InstrumentId id, PositionChange change = default)
    {
        if (step.After.Holdings.TryGetValue(id, out var holding))
        {
            DraftOf(positions, id, step.Account, static account => new PositionDraft(account)).Take(step, holding, change);
        }
    }

    internal void Add(AccountRow row) => account = row;

    internal void Add(FillRow row) => others.Add(row);

    internal void Add(IncidentRow row) => others.Add(row);

    private static TDraft DraftOf<TId, TDraft>(Dictionary<TId, TDraft> drafts, TId id, AccountId account, Func<AccountId, TDraft> begin)
        where TId : notnull
    {
        if (!drafts.TryGetValue(id, out var draft))
        {
            drafts.Add(id, draft = begin(account));
        }

        return draft;
    }
}
