using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;

namespace Signalbox.Accounts.Rules;

/// <summary>Keeps how trades went, from the fills that closed their lots.</summary>
internal static class TradeRecords
{
    /// <param name="before">The holding before the fill.</param>
    public static void Note(AccountState state, Holding before, OrderFilled filled)
    {
        foreach (var close in filled.Closes)
        {
            if (close.Trade is { } id && state.Trades.TryGetValue(id, out var trade))
            {
                trade = trade with { Realised = trade.Realised + close.Profit };
                state.Trades = state.Trades.SetItem(id, trade);
                if (LotBook.IndexOf(state.Holdings[before.Instrument.Id].Lots, id) < 0)
                {
                    Close(state, new(id.Subscription, before.Instrument.Id), new(filled.Fill.At, trade.Realised));
                }
            }
        }
    }

    private static void Close(AccountState state, RecordKey key, ClosedTrade closed) =>
        state.Records = state.Records.SetItem(key, state.Records.GetValueOrDefault(key, TradeRecord.None).After(closed));
}
