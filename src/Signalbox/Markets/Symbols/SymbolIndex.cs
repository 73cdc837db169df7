using System.Collections.Frozen;
using Signalbox.Identity;

namespace Signalbox.Markets.Symbols;

/// <summary>
/// Every name of the instruments of one venue account, worked out once when the list is loaded, and the rules by which a
/// ticker is resolved among them. Immutable, and pure: the same query has the same answer, whenever it is asked.
/// </summary>
public sealed class SymbolIndex
{
    public static readonly SymbolIndex Empty = new("", FrozenDictionary<InstrumentId, Instrument>.Empty);

    private readonly FrozenDictionary<string, Instrument>.AlternateLookup<ReadOnlySpan<char>> ids;
    private readonly FrozenDictionary<string, Instrument>.AlternateLookup<ReadOnlySpan<char>> anyCase;
    private readonly FrozenDictionary<string, SymbolFamily>.AlternateLookup<ReadOnlySpan<char>> pairs;
    private readonly FrozenDictionary<string, SymbolFamily>.AlternateLookup<ReadOnlySpan<char>> bases;

    /// <param name="venue">The adapter's name: some currencies are spelled differently there.</param>
    /// <param name="instruments">The account's whole list.</param>
    public SymbolIndex(string venue, IReadOnlyDictionary<InstrumentId, Instrument> instruments)
    {
        Venue = venue;
        Instruments = instruments;
        ids = instruments.Values.ToFrozenDictionary(instrument => instrument.Id.Value, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        anyCase = instruments.Values
            .GroupBy(instrument => instrument.Id.Value, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() == 1)
            .ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        pairs = Families(instruments.Values, PairKeys).GetAlternateLookup<ReadOnlySpan<char>>();
        bases = Families(instruments.Values, BaseKeys).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Venue { get; }

    public IReadOnlyDictionary<InstrumentId, Instrument> Instruments { get; }

    public SymbolMatch Resolve(SymbolQuery query) => new SymbolSearch(this, query).Find();

    internal Instrument? ById(ReadOnlySpan<char> text) =>
        ids.TryGetValue(text, out var exact) || anyCase.TryGetValue(text, out exact) ? exact : null;

    internal SymbolFamily? ByPair(ReadOnlySpan<char> key) => pairs.TryGetValue(key, out var family) ? family : null;

    internal SymbolFamily? ByBase(ReadOnlySpan<char> key) => bases.TryGetValue(key, out var family) ? family : null;

    private static FrozenDictionary<string, SymbolFamily> Families(IEnumerable<Instrument> instruments, Func<Instrument, IEnumerable<string>> keysOf) =>
        instruments
            .SelectMany(instrument => keysOf(instrument).Distinct(StringComparer.Ordinal), (instrument, key) => (instrument, key))
            .GroupBy(each => each.key, each => each.instrument, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => new SymbolFamily(group), StringComparer.Ordinal);

    private IEnumerable<string> PairKeys(Instrument instrument) =>
        instrument.Kind == InstrumentKind.Stock
            ? []
            : from name in Names(instrument.Base)
              from quote in Names(instrument.Quote)
              select Compact(name) + Compact(quote);

    private IEnumerable<string> BaseKeys(Instrument instrument) => Names(instrument.Base).Select(Compact);

    private IEnumerable<string> Names(string currency) =>
        CurrencyNames.NamesOf(CurrencyNames.Canonical(currency, Venue), Venue).Append(currency.ToUpperInvariant());

    private static string Compact(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
