using System.Collections.Frozen;
using Signalbox.Markets.Futures;

namespace Signalbox.Markets.Symbols;

/// <summary>The instruments of one pair, or of one underlying.</summary>
internal sealed class SymbolFamily
{
    private readonly Instrument[] plain;
    private readonly FrozenDictionary<(DateOnly Expiry, decimal Strike, ContractRight? Right), Instrument[]> contracts;
    private readonly FrozenDictionary<ContractMonth, Instrument[]> months;

    public SymbolFamily(IEnumerable<Instrument> instruments)
    {
        var all = instruments.OrderBy(instrument => instrument.Id.Value, StringComparer.Ordinal).ToArray();
        plain = [.. all.Where(IsPlain)];
        contracts = Group(all.Where(instrument => instrument.Expiry is not null), each => (each.Expiry!.Value, each.Strike?.Value ?? 0m, each.Right));
        Chain = new(all.Where(IsFuture));
        months = Chain.Contracts.GroupBy(contract => contract.Month, contract => contract.Instrument).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public FuturesChain Chain { get; }

    /// <summary>What a pair or symbol alone may mean: everything but dated contracts.</summary>
    public ReadOnlySpan<Instrument> Plain => plain;

    public ReadOnlySpan<Instrument> Of(DateOnly expiry, decimal? strike, ContractRight? right) => contracts.GetValueOrDefault((expiry, strike ?? 0m, right), []);

    public ReadOnlySpan<Instrument> Of(ContractMonth month) => months.GetValueOrDefault(month, []);

    private static bool IsFuture(Instrument instrument) => instrument.Kind is InstrumentKind.LinearFuture or InstrumentKind.InverseFuture;

    private static bool IsPlain(Instrument instrument) => instrument.Kind switch
    {
        InstrumentKind.Option => false,
        InstrumentKind.LinearFuture or InstrumentKind.InverseFuture => FuturesChain.MonthOf(instrument) is null,
        _ => true,
    };

    private static FrozenDictionary<TKey, Instrument[]> Group<TKey>(IEnumerable<Instrument> instruments, Func<Instrument, TKey> keyOf)
        where TKey : notnull => instruments.GroupBy(keyOf).ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
