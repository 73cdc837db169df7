using Signalbox.Markets;

namespace Signalbox.Performance.Results;

/// <summary>An entry, what its signal said the price was, and what was paid.</summary>
public sealed record EntrySlippage(string Strategy, string Account, string Symbol, Side Side, Price Signalled, Price Paid)
{
    /// <summary>When it was intended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>In hundredths of a percent of the signal's price; positive is worse than signalled.</summary>
    public decimal BasisPoints => Between(Side, Signalled, Paid);

    public static decimal Between(Side side, Price signalled, Price paid) => side.Sign * (paid - signalled) / signalled.Value * 10_000m;
}
