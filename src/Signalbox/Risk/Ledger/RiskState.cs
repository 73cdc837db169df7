using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

/// <summary>What all accounts together risk: the fold of the risk stream, nothing else.</summary>
public sealed record RiskState
{
    /// <summary>Raised when the shape changes, so that an old snapshot is not read as a new one.</summary>
    public const int Format = 2;

    public static readonly RiskState Empty = new();

    /// <summary>The limits somebody shares: global ones and those of strategies.</summary>
    [JsonConverter(typeof(ValueListConverter<ScopedLimits>))]
    public ValueList<ScopedLimits> Limits { get; init; }

    public ImmutableSortedDictionary<RiskScope, TradingState> Standing { get; init; } = ImmutableSortedDictionary<RiskScope, TradingState>.Empty;

    public ImmutableSortedDictionary<ClientOrderId, Reservation> Reservations { get; init; } = ImmutableSortedDictionary<ClientOrderId, Reservation>.Empty;

    public ImmutableSortedDictionary<BookKey, Book> Books { get; init; } = ImmutableSortedDictionary<BookKey, Book>.Empty;

    /// <summary>What the books of a scope add up to, so that nobody has to count them.</summary>
    public ImmutableSortedDictionary<TotalKey, Total> Totals { get; init; } = ImmutableSortedDictionary<TotalKey, Total>.Empty;

    public ImmutableSortedDictionary<RiskScope, EntryCounts> Entries { get; init; } = ImmutableSortedDictionary<RiskScope, EntryCounts>.Empty;

    public ImmutableSortedDictionary<SharedResultKey, Money> Results { get; init; } = ImmutableSortedDictionary<SharedResultKey, Money>.Empty;

    public ImmutableSortedDictionary<LossKey, LossMark> LossMarks { get; init; } = ImmutableSortedDictionary<LossKey, LossMark>.Empty;

    /// <summary>Adds what others use of a shared limit to what an account says of itself.</summary>
    public LimitUse WithOthers(in LimitUse own, RiskScope scope, AccountId account, InstrumentId instrument, DateTimeOffset now)
    {
        var all = Totals.GetValueOrDefault(new(scope, instrument)) ?? Total.None;
        var mine = MineUnder(scope, account, instrument);
        var entries = Entries.GetValueOrDefault(scope) ?? EntryCounts.None;
        return own with
        {
            Others = all.Quantity - mine.Quantity,
            OthersNotional = all.Notional - mine.Notional,
            OpenOrders = entries.Open,
            OrdersInMinute = entries.Since(now.AddMinutes(-1)),
            OrdersToday = entries.On(RiskLedger.DayOf(now)),
        };
    }

    private Total MineUnder(RiskScope scope, AccountId account, InstrumentId instrument)
    {
        if (scope.Level == RiskLevel.Global)
        {
            return Totals.GetValueOrDefault(new(RiskScope.Of(account), instrument)) ?? Total.None;
        }

        return Books.TryGetValue(new(account, instrument, new(scope.Id)), out var book) ? new(book.Worst, book.WorstNotional) : Total.None;
    }
}

/// <summary>What an entry may still open, set aside until it has or cannot any more.</summary>
/// <param name="UnitNotional">What one unit was valued by; zero where no price was known.</param>
public sealed record Reservation(BookKey Book, Side Side, Quantity Quantity, Money UnitNotional = default);

/// <summary>What a strategy holds and may come to hold of one instrument at one account.</summary>
public sealed record Book
{
    public static readonly Book None = new();

    public Quantity Position { get; init; }

    public Quantity Buys { get; init; }

    public Quantity Sells { get; init; }

    public Money UnitNotional { get; init; }

    /// <summary>The largest the position may become, whichever of the entries fill.</summary>
    [JsonIgnore]
    public Quantity Worst => Quantity.Max((Position + Buys).Abs(), (Position - Sells).Abs());

    [JsonIgnore]
    public Money WorstNotional => new(Worst.Value * UnitNotional.Value);

    [JsonIgnore]
    public bool IsEmpty => Position.IsZero && Buys.IsZero && Sells.IsZero;
}

public sealed record Total(Quantity Quantity, Money Notional)
{
    public static readonly Total None = new(Quantity.Zero, Money.Zero);
}
