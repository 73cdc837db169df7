using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts;

/// <summary>
/// Looks at an instrument's market from time to time while somebody here depends on it: a trailing stop, a trigger we keep
/// for the venue, a target that waits for its price. The looks are timers, so that a replay needs no market.
/// </summary>
internal static class MarketWatch
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>Begins to look, if nobody does already.</summary>
    public static void Keep(Turn turn, InstrumentId instrument)
    {
        if (!turn.State.Holdings[instrument].IsWatched)
        {
            turn.Record(new MarketWatchChanged(instrument, true));
            turn.Wake(new TimerKey.Look(instrument), Every);
        }
    }

    public static void OnLook(Turn turn, InstrumentId instrument)
    {
        if (!turn.State.Holdings.TryGetValue(instrument, out var holding) || !holding.IsWatched)
        {
            return;
        }

        var isNeeded = false;
        foreach (var id in Dependants(turn.State, instrument))
        {
            isNeeded = true;
            turn.Touch(id);
            Triggers.OnLook(turn, turn.State.Trades[id]);
        }

        if (isNeeded)
        {
            turn.Wake(new TimerKey.Look(instrument), Every);
        }
        else
        {
            turn.Record(new MarketWatchChanged(instrument, false));
        }
    }

    /// <summary>After a restart the looks go on.</summary>
    public static void Resume(Turn turn)
    {
        foreach (var holding in turn.State.Holdings.Values)
        {
            if (holding.IsWatched)
            {
                turn.Wake(new TimerKey.Look(holding.Instrument.Id), Every);
            }
        }
    }

    private static List<TradeId> Dependants(AccountState state, InstrumentId instrument)
    {
        var trades = new List<TradeId>();
        var holding = state.Holdings[instrument];
        foreach (var lot in holding.Lots)
        {
            // Dust needs nobody's eye.
            if (!Rounding.DownToLot(lot.Quantity, holding.Instrument.LotSize).IsZero && lot.Trade is { } owner && state.Trades.TryGetValue(owner, out var trade) && Protector.DependsOnMarket(state, trade))
            {
                trades.Add(owner);
            }
        }

        trades.AddRange(holding.Triggers);
        return trades;
    }
}
