using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Loopback;

/// <summary>
/// One account at the loopback exchange: the smallest real adapter. Others differ in their protocol, not in their shape.
/// </summary>
public sealed class LoopbackVenue : IVenue
{
    private readonly LoopbackRest rest;
    private readonly LoopbackStream privateStream;
    private readonly LoopbackStream marketStream;
    private readonly QuoteBoard quotes = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task reading;

    public LoopbackVenue(LoopbackOptions options, TimeProvider clock)
    {
        var signer = new LoopbackSigner(options.Key, options.Secret);
        rest = new(options, signer, clock);
        privateStream = new(options, signer, clock, "/v1/stream/private");
        marketStream = new(options, signer, clock, "/v1/stream/market");
        reading = ReadQuotesAsync(ending.Token);
    }

    public VenueCapabilities Capabilities { get; } = new()
    {
        ClientIds = ClientIdUniqueness.Forever,
        ReduceOnly = true,
        Stops = true,
        StopLimits = true,
        Amend = true,
        NativeOco = true,
        PostOnly = true,
        Iceberg = true,
        TimesInForce = [TimeInForce.Day, TimeInForce.Gtc, TimeInForce.Gtd, TimeInForce.Ioc, TimeInForce.Fok],
    };

    public IMarketData Market => quotes;

    /// <summary>The same quotes with a feed of changes.</summary>
    public QuoteBoard Quotes => quotes;

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => rest.InstrumentsAsync(cancel);

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => order.Type == OrderType.TrailingStop
        ? Task.FromResult<VenueOutcome>(new VenueOutcome.Rejected(RejectReason.Unsupported, "unsupported", "The loopback exchange has no trailing stops; the account trails them."))
        : rest.PlaceAsync(order, cancel);

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) => rest.PlacePairAsync(pair, cancel);

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => rest.AmendAsync(amendment, cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => rest.CancelAsync(cancellation, cancel);

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => rest.QueryAsync(query, cancel);

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) => rest.SnapshotAsync(fillsSince, cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) => rest.QuoteAsync(instrument, cancel);

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var news in privateStream.ReadAsync(cancel))
        {
            if (news.Gap is { } why)
            {
                yield return new VenueEvent.Gap(why);
            }

            if (news.Frame?.Fill is { } fill)
            {
                yield return new VenueEvent.Executed(LoopbackCodec.Decode(fill));
            }

            if (news.Frame?.Order is { } order)
            {
                yield return new VenueEvent.OrderChanged(LoopbackCodec.Decode(order));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
        rest.Dispose();
    }

    private async Task ReadQuotesAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var news in marketStream.ReadAsync(cancel))
            {
                if (news.Frame?.Quote is { } quote)
                {
                    quotes.Publish(quote.Instrument, LoopbackCodec.Decode(quote));
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The venue is being disposed of.
        }
    }
}
