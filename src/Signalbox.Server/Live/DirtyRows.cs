using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Live;

/// <summary>The keys of rows that changed since the last frame.</summary>
internal sealed class DirtyRows(int rowsMax)
{
    public HashSet<string> Signals { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Trades { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Orders { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Fills { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Positions { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Incidents { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Equity { get; } = new(StringComparer.Ordinal);

    /// <summary>Signals of whatever changed: their stories changed too.</summary>
    public HashSet<string> Stories { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty { get; private set; } = true;

    /// <summary>More changed than one frame tells.</summary>
    public bool IsTooMuch { get; private set; }

    public static string PositionKey(PositionRow row) => $"{row.Account} {row.Instrument}";

    public void Add(RowChange row)
    {
        IsEmpty = false;
        switch (row)
        {
            case SignalRow signal:
                Add(Signals, signal.Id, signal.Id);
                break;
            case TradeRow trade:
                Add(Trades, trade.Id, trade.Signal);
                Add(Signals, trade.Signal, null);
                break;
            case OrderRow order:
                Add(Orders, order.Id, order.Signal);
                break;
            case FillRow fill:
                Add(Fills, fill.Place, fill.Signal);
                break;
            case PositionRow position:
                Add(Positions, PositionKey(position), null);
                break;
            case IncidentRow incident:
                Add(Incidents, incident.Place, incident.Signal);
                break;
            case EquityRow equity:
                Add(Equity, equity.Place, null);
                break;
        }
    }

    private void Add(HashSet<string> keys, string key, string? story)
    {
        if (story is not null && Stories.Count < rowsMax)
        {
            Stories.Add(story);
        }

        if (keys.Count < rowsMax)
        {
            keys.Add(key);
        }
        else if (!keys.Contains(key))
        {
            IsTooMuch = true;
        }
    }
}
