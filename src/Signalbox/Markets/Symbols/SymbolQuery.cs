namespace Signalbox.Markets.Symbols;

/// <summary>A ticker, and what else decides which instrument it means.</summary>
public sealed record SymbolQuery
{
    public required string Ticker { get; init; }

    /// <summary>The command's own time: contracts roll and expire by it, so that a replay resolves alike.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Among several readings, the one in this class is meant.</summary>
    public AssetClass? AssetClass { get; init; }

    public SymbolTerms Terms { get; init; } = SymbolTerms.Usual;

    /// <summary>The option contract, where the sender names it beside the ticker.</summary>
    public OptionContract? Option { get; init; }

    internal DateOnly Today => DateOnly.FromDateTime(At.UtcDateTime);
}

/// <summary>What is known of an option contract; what is null is not known.</summary>
public sealed record OptionContract(DateOnly? Expiry, Price? Strike, ContractRight? Right)
{
    /// <summary>It names one contract and no other.</summary>
    public bool IsWhole => Expiry is not null && Strike is not null && Right is not null;
}

/// <summary>The instrument a ticker means, or why it means none.</summary>
public readonly record struct SymbolMatch(Instrument? Instrument, SymbolProblem? Problem);

/// <param name="Code"><c>ticker-does-not-exist</c>, <c>ambiguous-ticker</c>, <c>contract-expired</c> or <c>option-contract-required</c>.</param>
public sealed record SymbolProblem(string Code, string Message);
