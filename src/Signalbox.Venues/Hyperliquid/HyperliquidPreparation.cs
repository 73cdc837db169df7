using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>Finds what an order needs before it can be written, or says why it cannot be.</summary>
/// <param name="ask">For a quote, where the stream has none that is fresh.</param>
internal sealed class HyperliquidPreparation(
    HyperliquidParts parts, HyperliquidAssets assets, Func<InstrumentId, CancellationToken, Task<VenueAnswer<MarketView>>> ask, TimeProvider clock)
{
    /// <summary>What an order needs before it can be written: its asset, and a bound for one at the market.</summary>
    public async Task<(HyperliquidAsset? Asset, Price? Worst, VenueOutcome? End)> ReadyAsync(PlaceOrder order, CancellationToken cancel)
    {
        var (found, end) = await assets.FindAsync(order.Instrument, cancel);
        if (found is not { } listed)
        {
            return (null, null, end);
        }

        if ((HyperliquidOrders.Refuse(order, listed.Asset) ?? HyperliquidOrders.RefuseSteps(order, listed.Asset, listed.Tick)) is { } refusal)
        {
            return (null, null, refusal);
        }

        parts.Known.Note(order);
        if (order.Type != OrderType.Market)
        {
            return (listed.Asset, null, null);
        }

        var view = parts.Quotes.Latest(order.Instrument);
        if (view is null || !view.IsFresh(clock.GetUtcNow()))
        {
            var answer = await ask(order.Instrument, cancel);
            if (answer.Value is not { } asked)
            {
                return (null, null, new VenueOutcome.NotSent($"A market order needs a price to be bounded by, and none could be asked for: {answer.Failure}", null));
            }

            view = asked;
        }

        return view.Mid is { } middle
            ? (listed.Asset, listed.Asset.Bound(order.Side, new(middle.Value * (order.Side == Side.Buy ? 1 + parts.Options.MarketSlippage : 1 - parts.Options.MarketSlippage))), null)
            : (null, null, new VenueOutcome.NotSent($"The book of {order.Instrument} has only one side: a market order has no price to be bounded by.", null));
    }
}
