using System.Collections.Immutable;
using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Hosting;

/// <summary>
/// What the account has to size by: the venue's balances as last reported, plus what our fills realised since, plus the
/// open profit at the latest quotes. A view, not a truth: decisions record the values they used.
/// </summary>
/// <remarks>One writer; others may look at any time.</remarks>
internal sealed class FundsBook
{
    private volatile Picture picture = new(Nothing<VenueBalance>(), Nothing<Money>(), default);

    public void OnSnapshot(VenueSnapshot snapshot)
    {
        var reported = Nothing<VenueBalance>().ToBuilder();
        foreach (var balance in snapshot.Balances)
        {
            reported[balance.Currency] = balance;
        }

        picture = new(reported.ToImmutable(), Nothing<Money>(), snapshot.At);
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

                var before = picture;
                picture = before with { Since = before.Since.SetItem(settle, before.Since.GetValueOrDefault(settle) + profit) };
            }
        }
    }

    public FundsView? View(string currency, AccountState state, IMarketData market)
    {
        var now = picture;
        if (!now.Reported.TryGetValue(currency, out var balance))
        {
            return null;
        }

        var realised = now.Since.GetValueOrDefault(currency);
        return new()
        {
            Currency = currency,
            Equity = balance.Total + realised + OpenProfit(currency, state, market),
            Available = balance.Available + realised,
            At = now.At,
        };
    }

    /// <summary>Every currency the venue reported.</summary>
    public IReadOnlyList<AccountFunds> All(AccountState state, IMarketData market)
    {
        var now = picture;
        return
        [
            .. now.Reported.Values.Select(balance => new AccountFunds(
                View(balance.Currency, state, market)!, balance.Total + now.Since.GetValueOrDefault(balance.Currency))),
        ];
    }

    private static ImmutableSortedDictionary<string, T> Nothing<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

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

    private sealed record Picture(
        ImmutableSortedDictionary<string, VenueBalance> Reported, ImmutableSortedDictionary<string, Money> Since, DateTimeOffset At);
}

/// <summary>What an account has of one currency.</summary>
/// <param name="Balance">Without open profit.</param>
public sealed record AccountFunds(FundsView View, Money Balance);
