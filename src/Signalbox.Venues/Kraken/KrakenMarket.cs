using System.Runtime.CompilerServices;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kraken;

internal static class KrakenMarket
{
    /// <summary>What a stream brings, and its interruptions among it.</summary>
    public static async IAsyncEnumerable<MarketEvent> ToldAsync(VenueStream<MarketEvent> stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }
}
