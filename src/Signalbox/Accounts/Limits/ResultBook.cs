using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Accounts.Limits;

/// <summary>Whose result, in which settlement currency. What nobody claimed has no strategy and no subscription.</summary>
[JsonConverter(typeof(IdTextConverter<ResultKey>))]
public readonly record struct ResultKey(string Currency, StrategyId Strategy, SubscriptionId Subscription) : ITextId<ResultKey>, IComparable<ResultKey>
{
    public static ResultKey From(string text)
    {
        var parts = text.Split('/', 3);
        return new(parts[0], new(parts[1]), new(parts[2]));
    }

    public int CompareTo(ResultKey other) =>
        string.CompareOrdinal(Currency, other.Currency) is var byCurrency && byCurrency != 0 ? byCurrency
        : Strategy.CompareTo(other.Strategy) is var byStrategy && byStrategy != 0 ? byStrategy
        : Subscription.CompareTo(other.Subscription);

    public override string ToString() => $"{Currency}/{Strategy}/{Subscription}";
}

/// <summary>What fills realised, fees included, since the account's stream began; and what the lots would bring now.</summary>
internal static class ResultBook
{
    /// <param name="owner">Whose order it was: the fee is charged to it.</param>
    public static void Note(AccountState state, Instrument instrument, ValueList<LotClose> closes, TradeId? owner, Money fee)
    {
        var results = state.Results;
        foreach (var close in closes)
        {
            results = Add(results, KeyOf(state, instrument, close.Trade), close.Profit);
        }

        state.Results = fee == Money.Zero ? results : Add(results, KeyOf(state, instrument, owner), fee);
    }

    public static Money Realised(AccountState state, RiskScope scope, string currency)
    {
        var sum = Money.Zero;
        foreach (var (key, realised) in state.Results)
        {
            sum += key.Currency == currency && scope.Covers(key.Strategy, key.Subscription) ? realised : Money.Zero;
        }

        return sum;
    }

    /// <summary>Null when a price is missing: what is held cannot be valued.</summary>
    public static Money? Open(AccountState state, RiskScope scope, string currency, MarksView marks)
    {
        var sum = Money.Zero;
        foreach (var holding in state.Holdings.Values)
        {
            if (holding.Instrument.Settle != currency)
            {
                continue;
            }

            foreach (var lot in holding.Lots)
            {
                var key = KeyOf(state, holding.Instrument, lot.Trade);
                if (!scope.Covers(key.Strategy, key.Subscription))
                {
                    continue;
                }

                if (marks.Of(holding.Instrument.Id) is not { } mark)
                {
                    return null;
                }

                sum += holding.Instrument.Profit(lot.Cost, holding.Instrument.Cost(lot.Quantity, mark));
            }
        }

        return sum;
    }

    private static ResultKey KeyOf(AccountState state, Instrument instrument, TradeId? trade) => trade is { } id
        ? new(instrument.Settle, state.Trades.GetValueOrDefault(id)?.Request.Strategy ?? new(""), id.Subscription)
        : new(instrument.Settle, new(""), new(""));

    private static ImmutableSortedDictionary<ResultKey, Money> Add(ImmutableSortedDictionary<ResultKey, Money> results, ResultKey key, Money amount) =>
        results.SetItem(key, results.GetValueOrDefault(key) + amount);
}
