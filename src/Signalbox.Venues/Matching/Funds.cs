using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>What an account owns and what its orders bind; how that works depends on the account's mode.</summary>
internal abstract class Funds
{
    private static readonly Func<InstrumentId, Price?> NoMarks = static _ => null;

    private readonly SortedDictionary<string, decimal> totals = new(StringComparer.Ordinal);

    /// <summary>What positions are valued at in the market this account trades in. Used to decide, never to fold.</summary>
    public Func<InstrumentId, Price?> Marks { get; set; } = NoMarks;

    public IEnumerable<string> Currencies => totals.Keys;

    public virtual IReadOnlyCollection<Position> Positions => [];

    public decimal Total(string currency) => totals.GetValueOrDefault(currency);

    public abstract decimal Available(string currency);

    public virtual Position? Find(InstrumentId instrument) => null;

    /// <summary>Why the account cannot carry an order at this price; null when it can.</summary>
    public abstract Refusal? Refuse(in Demand demand);

    /// <summary>How much of a quantity the account can pay at a price no one promised it.</summary>
    public virtual Quantity Affordable(Order order, Quantity quantity, Price price) => quantity;

    public abstract void Reserve(Order order);

    public abstract void Release(Order order);

    /// <summary>The fee of a fill and the currency it is taken in.</summary>
    public abstract (decimal Fee, string Currency) FeeOf(Order order, Quantity quantity, Price price, bool isMaker);

    public abstract void Settle(Order order, OrderFilled fill);

    public void Move(string currency, decimal amount) => totals[currency] = Total(currency) + amount;

    protected static Refusal Short(string currency, decimal needed, decimal available) => new(
        RejectReason.InsufficientFunds,
        $"The order needs {new Money(decimal.Round(needed, 8))} {currency}; {new Money(decimal.Round(available, 8))} {currency} is available.");
}

/// <summary>What an order would ask of an account.</summary>
/// <param name="Price">The limit, or the price a market order would meet; null where there is no market.</param>
internal readonly record struct Demand(Listing Listing, Side Side, Quantity Quantity, Price? Price, bool ReduceOnly);
