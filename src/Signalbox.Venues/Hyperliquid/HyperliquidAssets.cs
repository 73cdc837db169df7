using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>Instruments as listed last, by the names the wire has for them: orders name an instrument by its number only.</summary>
internal sealed class HyperliquidAssets(VenueLine line, HyperliquidRequests requests, HyperliquidOptions options)
{
    private volatile Dictionary<InstrumentId, (HyperliquidAsset Asset, Price Tick)> known = [];

    public async Task<VenueAnswer<IReadOnlyList<Instrument>>> ListAsync(CancellationToken cancel)
    {
        var place = options.Dex.Length == 0 ? 0 : await PlaceAsync(cancel);
        if (place is not { } number)
        {
            return VenueAnswer.Failed<IReadOnlyList<Instrument>>($"The venue names no exchange '{options.Dex}'. Check the setting dex of the connection.");
        }

        var answer = options.Product == HyperliquidProduct.Spot
            ? (await line.SendAsync(HyperliquidRequests.Pairs(), cancel)).Answer(reply => HyperliquidListing.Pairs(reply.Body.Span))
            : (await line.SendAsync(requests.Perpetuals(), cancel)).Answer(reply => HyperliquidListing.Perpetuals(reply.Body.Span, number));
        if (answer.Value is not { } listing)
        {
            return VenueAnswer.Failed<IReadOnlyList<Instrument>>(answer.Failure!);
        }

        known = listing.Assets.Zip(listing.Instruments).ToDictionary(each => each.Second.Id, each => (each.First, each.Second.TickSize));
        return VenueAnswer.Of(listing.Instruments);
    }

    /// <summary>The asset and the tick it was listed with; else how an order for it ends.</summary>
    public async Task<((HyperliquidAsset Asset, Price Tick)? Found, VenueOutcome? End)> FindAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (known.TryGetValue(instrument, out var found))
        {
            return (found, null);
        }

        // It may have been listed since.
        var listing = await ListAsync(cancel);
        return known.TryGetValue(instrument, out found) ? (found, null)
            : listing.Failure is { } why ? (null, new VenueOutcome.NotSent($"The venue's instruments could not be listed: {why}", null))
            : (null, new VenueOutcome.Rejected(RejectReason.UnknownInstrument, "UnknownAsset", $"Hyperliquid lists no {instrument}."));
    }

    private async Task<int?> PlaceAsync(CancellationToken cancel)
    {
        var answer = (await line.SendAsync(HyperliquidRequests.Exchanges(), cancel)).Answer(reply => WireJson.Read(reply, HyperliquidJson.Default.ListDexAnswer));
        // The first is the venue's own and has no name.
        var place = answer.Value?.FindIndex(each => each?.Name == options.Dex) ?? -1;
        return place > 0 ? place : null;
    }
}
