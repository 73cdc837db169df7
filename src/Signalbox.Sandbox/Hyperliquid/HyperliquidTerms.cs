using System.Collections.Concurrent;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Leverage and margin mode as each account set them.</summary>
internal sealed class HyperliquidTerms
{
    private readonly ConcurrentDictionary<(Account, string), (decimal, string)> set = [];

    public (decimal Value, string Type) Of(Account account, string coin) => set.GetValueOrDefault((account, coin), (Listing.DerivativesLeverage, "cross"));

    public void Set(Account account, string coin, decimal leverage, bool isCross) => set[(account, coin)] = (leverage, isCross ? "cross" : "isolated");
}
