using Signalbox.Markets.Futures;

namespace Signalbox.Markets.Symbols;

/// <summary>One way to read a ticker: whose it is, and which of that family's instruments.</summary>
internal ref struct SymbolReading
{
    /// <summary>Letters and digits of the pair or of the underlying, in capitals.</summary>
    public ReadOnlySpan<char> Key;

    public SymbolMarket Market;

    /// <summary>The settlement currency the ticker names; empty where it names none.</summary>
    public ReadOnlySpan<char> Settle;

    /// <summary>Whether the contract is named as inverse; null where the ticker does not say.</summary>
    public bool? Inverse;

    public DateOnly? Expiry;

    public ContractMonth? Month;

    /// <summary>The place of a continuous future: 1 is the front month.</summary>
    public int Place;

    public decimal? Strike;

    public ContractRight? Right;
}

/// <summary>What kind of instrument a ticker names.</summary>
internal enum SymbolMarket
{
    /// <summary>A pair or a symbol alone: spot, perpetual, stock.</summary>
    Any,
    Spot,
    Perpetual,
    Future,
    Option,
}
