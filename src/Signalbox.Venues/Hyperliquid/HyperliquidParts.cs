using Signalbox.Markets;
using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>What the parts of one account's adapter share.</summary>
internal sealed record HyperliquidParts
{
    public required HyperliquidOptions Options { get; init; }

    public required HyperliquidRequests Requests { get; init; }

    public required HyperliquidIdentity Identity { get; init; }

    public required HyperliquidKnown Known { get; init; }

    public required OrderMemory Memory { get; init; }

    public required IMarketData Quotes { get; init; }

    public required RateLimiter Limiter { get; init; }
}
