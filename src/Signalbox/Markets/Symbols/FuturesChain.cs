using Signalbox.Markets.Futures;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// The dated futures of one root in the order they are rolled through. The front month is the first contract whose last day
/// to be held lies more than the roll days ahead.
/// </summary>
internal sealed class FuturesChain
{
    // A contract's expiry lies at most so many months from the month it is named by.
    private const int MonthsApartMax = 2;

    private readonly FuturesContract[] rolled;

    public FuturesChain(IEnumerable<Instrument> futures)
    {
        Contracts =
        [
            .. from future in futures
               let month = MonthOf(future)
               where month is not null
               let contract = new FuturesContract(future, month.Value, HeldUntil(future, month.Value))
               orderby contract.HeldUntil, future.Id
               select contract,
        ];
        rolled = [.. Contracts.Where(contract => FuturesCalendar.Of(RootOf(contract.Instrument))?.Trades(contract.Month) ?? true)];
    }

    public IReadOnlyList<FuturesContract> Contracts { get; }

    /// <summary>The contract at a place: 1 is the front month. Null where the chain is shorter.</summary>
    public FuturesContract? At(int place, DateOnly today, int rollDays)
    {
        foreach (var contract in rolled)
        {
            if (today < contract.HeldUntil.AddDays(-rollDays) && --place == 0)
            {
                return contract;
            }
        }

        return null;
    }

    /// <summary>
    /// The month a future is named by: from its name where that is a futures code, else the month whose calendar meets its
    /// expiry best. Null: it has neither, and stands for whatever month trades.
    /// </summary>
    public static ContractMonth? MonthOf(Instrument future)
    {
        Span<char> buffer = stackalloc char[TickerText.LengthMax];
        var today = future.Expiry ?? new DateOnly(2020, 1, 1);
        var name = TickerText.Compact(TickerText.AfterExchange(TickerText.Capitals(future.Id.Value, buffer)), stackalloc char[TickerText.LengthMax]);
        if (!name.IsEmpty && FutureNames.TryCode(name, today, out var root, out var month) && root.SequenceEqual(RootOf(future)))
        {
            return month;
        }

        return future.Expiry is { } expiry ? MonthOf(RootOf(future), expiry) : null;
    }

    private static ContractMonth MonthOf(string root, DateOnly expiry)
    {
        var own = new ContractMonth(expiry.Year, expiry.Month);
        return FuturesCalendar.Of(root) is not { } calendar
            ? own
            : Enumerable.Range(0, MonthsApartMax + 1).Select(own.Plus).MinBy(month => Math.Abs(calendar.LastTrade(month).DayNumber - expiry.DayNumber));
    }

    private static DateOnly HeldUntil(Instrument future, ContractMonth month)
    {
        var byRule = FuturesCalendar.Of(RootOf(future))?.HeldUntil(month);
        return (future.Expiry, byRule) switch
        {
            ({ } stated, { } rule) => stated < rule ? stated : rule,
            ({ } stated, null) => stated,
            (null, { } rule) => rule,
            // Neither is known: holding it into its delivery month is what must not happen.
            _ => month.FirstDay.AddDays(-1),
        };
    }

    private static string RootOf(Instrument future) => future.Base.ToUpperInvariant();
}

/// <param name="HeldUntil">The last day it may be held: its expiry or its first notice day, whichever comes first.</param>
internal sealed record FuturesContract(Instrument Instrument, ContractMonth Month, DateOnly HeldUntil);
