using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;

namespace Signalbox.Venues.Paper;

/// <summary>
/// One account at the paper exchange. Without a wire there is nothing to lose on the way: an answer is certain as soon as
/// the ledger has it.
/// </summary>
public sealed class PaperVenue : IVenue, IDepthSource
{
    private readonly PaperExchange exchange;
    private readonly PaperSeat seat;

    internal PaperVenue(PaperExchange exchange, PaperSeat seat)
    {
        this.exchange = exchange;
        this.seat = seat;
        Capabilities = new()
        {
            ClientIds = ClientIdUniqueness.Forever,
            VisibilityDelay = exchange.Options.Latency,
            ReduceOnly = true,
            Stops = true,
            StopLimits = true,
            Amend = true,
            NativeOco = true,
            PostOnly = true,
            Iceberg = true,
            TimesInForce = [TimeInForce.Day, TimeInForce.Gtc, TimeInForce.Gtd, TimeInForce.Ioc, TimeInForce.Fok],
        };
    }

    public VenueCapabilities Capabilities { get; }

    public IMarketData Market => seat.Quotes;

    /// <summary>The same quotes with a feed of changes.</summary>
    public QuoteBoard Quotes => seat.Quotes;

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of<IReadOnlyList<Instrument>>([.. PaperInstruments.All.Select(each => each.Instrument)]));

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        AskAsync(new PlacePaperOrder(seat.Account, order), cancel);

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) =>
        AskAsync(new PlacePaperPair(seat.Account, pair), cancel);

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) =>
        AskAsync(new AmendPaperOrder(seat.Account, amendment), cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        AskAsync(new CancelPaperOrder(seat.Account, cancellation), cancel);

    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var finding = await AskAsync(new FindPaperOrder(seat.Account, query), cancel);
        if (finding.InLedger is not { } past)
        {
            return finding.Evidence!;
        }

        try
        {
            return await exchange.Reader.FindAsync(seat.Account, past, cancel);
        }
        catch (Exception failure) when (failure is JournalException or OperationCanceledException)
        {
            return new OrderEvidence.Failed($"The paper ledger could not be read: {failure.Message}");
        }
    }

    public async Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel)
    {
        var picture = await AskAsync(new PicturePaperAccount(seat.Account, fillsSince), cancel);
        if (picture.Snapshot is not { } snapshot)
        {
            return VenueAnswer.Failed<VenueSnapshot>(picture.Failure!);
        }

        try
        {
            return await exchange.Reader.FillsAsync(seat.Account, picture, fillsSince, cancel) is { } fills
                ? VenueAnswer.Of(snapshot with { Fills = fills })
                : VenueAnswer.Failed<VenueSnapshot>($"The fills since {fillsSince:O} lie among more than {exchange.Options.LookbackEventsMax} events; ask for a shorter time.");
        }
        catch (Exception failure) when (failure is JournalException or OperationCanceledException)
        {
            return VenueAnswer.Failed<VenueSnapshot>($"The paper ledger could not be read: {failure.Message}");
        }
    }

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        Task.FromResult(seat.Quotes.Latest(instrument) is { } view
            ? VenueAnswer.Of(view)
            : VenueAnswer.Failed<MarketView>($"{instrument} is not traded at the paper venue."));

    public Task<VenueAnswer<DepthView>> DepthAsync(InstrumentId instrument, int levels, CancellationToken cancel) =>
        AskAsync(new ReadPaperDepth(seat.Account, instrument, levels), cancel);

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var feed = seat.Join(exchange.Options.StreamEventsMax);
        try
        {
            await foreach (var happened in feed.ReadAsync(cancel))
            {
                yield return happened;
            }
        }
        finally
        {
            seat.Leave(feed);
        }
    }

    public async ValueTask DisposeAsync() => await exchange.CloseAsync(seat);

    private async Task<TAnswer> AskAsync<TAnswer>(PaperRequest<TAnswer> request, CancellationToken cancel)
    {
        if (seat.Lost is { } lost)
        {
            return request.NotDone(lost);
        }

        try
        {
            await TravelAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return request.NotDone("The request was withdrawn before the paper exchange saw it.");
        }

        return await exchange.AskAsync(request, cancel);
    }

    private Task TravelAsync(CancellationToken cancel) => exchange.Options.Latency > TimeSpan.Zero
        ? Task.Delay(exchange.Options.Latency, exchange.Clock, cancel)
        : Task.CompletedTask;
}
