using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Hosting;

/// <summary>
/// What the account has to size by: the venue's balances as last reported, plus what our fills realised since, plus the
/// open profit at the latest quotes. A view, not a truth: decisions record the values they used.
/// </summary>
internal sealed class FundsBook
{
    private readonly Dictionary<string, VenueBalance> reported = [];
    private readonly Dictionary<string, Money> since = [];
    private DateTimeOffset at;

    public void OnSnapshot(VenueSnapshot snapshot)
    {
        reported.Clear();
        since.Clear();
        at = snapshot.At;
        foreach (var balance in snapshot.Balances)
        {
            reported[balance.Currency] = balance;
        }
    }

    public void OnEvents(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            if (happened is OrderFilled filled)
            {
                var settle = decision.State.Holdings[filled.Fill.Instrument].Instrument.Settle;
                var profit = filled.FeeIn(settle);
                foreach (var close in filled.Closes)
                {
                    profit += close.Profit;
                }

                since[settle] = since.GetValueOrDefault(settle) + profit;
            }
        }
    }

    public FundsView? View(string currency, AccountState state, IMarketData market)
    {
        if (!reported.TryGetValue(currency, out var balance))
        {
            return null;
        }

        var realised = since.GetValueOrDefault(currency);
        return new()
        {
            Currency = currency,
            Equity = balance.Total + realised + OpenProfit(currency, state, market),
            Available = balance.Available + realised,
            At = at,
        };
    }

    private static Money OpenProfit(string currency, AccountState state, IMarketData market)
    {
        var sum = Money.Zero;
        foreach (var holding in state.Holdings.Values)
        {
            if (holding.Lots.Count == 0 || holding.Instrument.Settle != currency || market.Latest(holding.Instrument.Id)?.Mid is not { } mark)
            {
                continue;
            }

            foreach (var lot in holding.Lots)
            {
                sum += holding.Instrument.Profit(lot.Cost, holding.Instrument.Cost(lot.Quantity, mark));
            }
        }

        return sum;
    }
}
