using System.Collections.Frozen;

namespace Signalbox.Markets.Futures;

/// <summary>
/// When the contracts of a futures root stop trading and when their holders may be called to deliver, by the exchange's
/// rule. Used to find the front month; an expiry the venue states is believed before the rule.
/// </summary>
/// <param name="Months">The letters of the months that are traded actively; others are not rolled into.</param>
internal sealed record FuturesCalendar(string Months, Func<ContractMonth, DateOnly> LastTrade, Func<ContractMonth, DateOnly>? FirstNotice = null)
{
    private const string Quarters = "HMUZ";
    private const string EveryMonth = "FGHJKMNQUVXZ";

    private static readonly FrozenDictionary<string, FuturesCalendar> ByRoot = Build();

    public static FuturesCalendar? Of(string root) => ByRoot.GetValueOrDefault(root);

    public bool Trades(ContractMonth month) => Months.Contains(month.Letter, StringComparison.Ordinal);

    /// <summary>The day until which a contract may be held without being called upon: the earlier of last trade and first notice.</summary>
    public DateOnly HeldUntil(ContractMonth month)
    {
        var last = LastTrade(month);
        return FirstNotice?.Invoke(month) is { } notice && notice < last ? notice : last;
    }

    private static FrozenDictionary<string, FuturesCalendar> Build()
    {
        var found = new Dictionary<string, FuturesCalendar>(StringComparer.Ordinal);
        Add(found, "ES MES NQ MNQ YM MYM RTY M2K EMD FDAX FDXM FDXS FESX FSXE", new(Quarters, ThirdFriday));
        Add(found, "NKD NIY", new(Quarters, month => BusinessDays.Before(BusinessDays.Weekday(month, DayOfWeek.Friday, 2), 1)));
        Add(found, "6E 6B 6J 6A 6S 6N 6M E7 J7 M6E M6B M6A MJY MSF DX", new(Quarters, month => BusinessDays.Before(ThirdWednesday(month), 2)));
        Add(found, "6C MCD", new(Quarters, month => BusinessDays.Before(ThirdWednesday(month), 1)));
        Add(found, "ZN TN ZB UB", new(Quarters, month => BusinessDays.Before(BusinessDays.FromEnd(month, 1), 7), EndOfMonthBefore));
        Add(found, "ZF ZT Z3N", new(Quarters, month => BusinessDays.FromEnd(month, 1), EndOfMonthBefore));
        Add(found, "CL", new(EveryMonth, Crude));
        Add(found, "MCL QM", new(EveryMonth, month => BusinessDays.Before(Crude(month), 1)));
        Add(found, "NG", new(EveryMonth, NaturalGas));
        Add(found, "MNG QG", new(EveryMonth, month => BusinessDays.Before(NaturalGas(month), 1)));
        Add(found, "RB HO", new(EveryMonth, EndOfMonthBefore));
        Add(found, "GC MGC", new("GJMQVZ", ThirdLast, EndOfMonthBefore));
        Add(found, "SI SIL HG MHG", new("HKNUZ", ThirdLast, EndOfMonthBefore));
        Add(found, "PL", new("FJNV", ThirdLast, EndOfMonthBefore));
        Add(found, "PA", new(Quarters, ThirdLast, EndOfMonthBefore));
        Add(found, "ZC ZW KE ZO", new("HKNUZ", BeforeTheFifteenth, EndOfMonthBefore));
        Add(found, "ZS", new("FHKNQUX", BeforeTheFifteenth, EndOfMonthBefore));
        Add(found, "ZM ZL", new("FHKNQUVZ", BeforeTheFifteenth, EndOfMonthBefore));
        Add(found, "LE", new("GJMQVZ", month => BusinessDays.FromEnd(month, 1), FirstMonday));
        Add(found, "HE", new("GJKMNQVZ", month => BusinessDays.FromStart(month, 10)));
        Add(found, "GF", new("FHJKQUVX", month => BusinessDays.AtOrBefore(BusinessDays.LastWeekday(month, DayOfWeek.Thursday))));
        Add(found, "BTC MBT ETH MET SOL MSL XRP MXP", new(EveryMonth, month => BusinessDays.AtOrBefore(BusinessDays.LastWeekday(month, DayOfWeek.Friday))));
        Add(found, "VX VXM", new(EveryMonth, Volatility));
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, FuturesCalendar> found, string roots, FuturesCalendar calendar)
    {
        foreach (var root in roots.Split(' '))
        {
            found.Add(root, calendar);
        }
    }

    private static DateOnly ThirdFriday(ContractMonth month) => BusinessDays.AtOrBefore(BusinessDays.Weekday(month, DayOfWeek.Friday, 3));

    private static DateOnly ThirdWednesday(ContractMonth month) => BusinessDays.Weekday(month, DayOfWeek.Wednesday, 3);

    private static DateOnly ThirdLast(ContractMonth month) => BusinessDays.FromEnd(month, 3);

    private static DateOnly EndOfMonthBefore(ContractMonth month) => BusinessDays.FromEnd(month.Plus(-1), 1);

    private static DateOnly BeforeTheFifteenth(ContractMonth month) => BusinessDays.Before(month.FirstDay.AddDays(14), 1);

    private static DateOnly FirstMonday(ContractMonth month) => BusinessDays.Weekday(month, DayOfWeek.Monday, 1);

    private static DateOnly NaturalGas(ContractMonth month) => BusinessDays.Before(month.FirstDay, 3);

    // Three business days before the 25th of the month before; before the business day that precedes it where it is none.
    private static DateOnly Crude(ContractMonth month) => BusinessDays.Before(BusinessDays.AtOrBefore(month.Plus(-1).FirstDay.AddDays(24)), 3);

    // The Wednesday thirty days before the third Friday of the following month.
    private static DateOnly Volatility(ContractMonth month) =>
        BusinessDays.AtOrBefore(BusinessDays.Weekday(month.Plus(1), DayOfWeek.Friday, 3).AddDays(-30));
}
