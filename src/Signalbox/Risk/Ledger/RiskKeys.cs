using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

[JsonConverter(typeof(IdTextConverter<BookKey>))]
public readonly record struct BookKey(AccountId Account, InstrumentId Instrument, StrategyId Strategy) : ITextId<BookKey>, IComparable<BookKey>
{
    public static BookKey From(string text)
    {
        // Instruments may hold a slash (BTC/USD), ids of ours do not.
        var (first, last) = (text.IndexOf('/', StringComparison.Ordinal), text.LastIndexOf('/'));
        return new(new(text[..first]), new(text[(first + 1)..last]), new(text[(last + 1)..]));
    }

    public int CompareTo(BookKey other)
    {
        var accounts = string.CompareOrdinal(Account.Value, other.Account.Value);
        var instruments = accounts != 0 ? accounts : string.CompareOrdinal(Instrument.Value, other.Instrument.Value);
        return instruments != 0 ? instruments : string.CompareOrdinal(Strategy.Value, other.Strategy.Value);
    }

    public override string ToString() => $"{Account}/{Instrument}/{Strategy}";
}

[JsonConverter(typeof(IdTextConverter<TotalKey>))]
public readonly record struct TotalKey(RiskScope Scope, InstrumentId Instrument) : ITextId<TotalKey>, IComparable<TotalKey>
{
    public static TotalKey From(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(RiskScope.From(text[..slash]), new(text[(slash + 1)..]));
    }

    public int CompareTo(TotalKey other)
    {
        var scopes = Scope.CompareTo(other.Scope);
        return scopes != 0 ? scopes : string.CompareOrdinal(Instrument.Value, other.Instrument.Value);
    }

    public override string ToString() => $"{Scope}/{Instrument}";
}

[JsonConverter(typeof(IdTextConverter<SharedResultKey>))]
public readonly record struct SharedResultKey(string Currency, AccountId Account, StrategyId Strategy) : ITextId<SharedResultKey>, IComparable<SharedResultKey>
{
    public static SharedResultKey From(string text)
    {
        var parts = text.Split('/', 3);
        return new(parts[0], new(parts[1]), new(parts[2]));
    }

    public int CompareTo(SharedResultKey other) => string.CompareOrdinal(ToString(), other.ToString());

    public bool IsUnder(RiskScope scope) => scope.Level == RiskLevel.Global || scope.Id == Strategy.Value;

    public override string ToString() => $"{Currency}/{Account}/{Strategy}";
}
