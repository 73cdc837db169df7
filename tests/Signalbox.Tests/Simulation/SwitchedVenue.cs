using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>What a test does to the way to a venue.</summary>
internal sealed class VenueLineSwitch
{
    /// <summary>Nothing leaves, and nothing is heard.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whatever is asked reaches the venue, and then ends as a cancellation nobody asked for: a socket that was aborted.</summary>
    public bool IsAborted { get; set; }

    /// <summary>What becomes of one order that is placed.</summary>
    public Func<PlaceOrder, PlaceFate> FateOf { get; set; } = _ => PlaceFate.Passes;
}

internal enum PlaceFate
{
    Passes,

    /// <summary>The venue says no.</summary>
    Refused,

    /// <summary>Bytes left, none arrived, and nobody says so.</summary>
    RequestLost,

    /// <summary>The venue has it, and nobody says so.</summary>
    ReplyLost,
}

/// <summary>A venue behind a line that can be cut or aborted.</summary>
internal sealed class SwitchedVenue(IVenue venue, VenueLineSwitch line) : IVenue
{
    private const string Cut = "No route to the venue.";

    public VenueCapabilities Capabilities => venue.Capabilities;

    public IMarketData Market => venue.Market;

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => venue.InstrumentsAsync(cancel);

    public async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        switch (line.FateOf(order))
        {
            case PlaceFate.Refused:
                return new VenueOutcome.Rejected(RejectReason.InsufficientFunds, "funds", "There are not enough funds.");
            case PlaceFate.RequestLost:
                return Lost();
            case PlaceFate.ReplyLost:
                await venue.PlaceAsync(order, cancel);
                return Lost();
            default:
                return await Switched(() => venue.PlaceAsync(order, cancel), NotSent);
        }
    }

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => Switched(() => venue.AmendAsync(amendment, cancel), NotSent);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => Switched(() => venue.CancelAsync(cancellation, cancel), NotSent);

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) =>
        Switched(() => venue.QueryAsync(query, cancel), () => new OrderEvidence.Failed(Cut));

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) =>
        Switched(() => venue.SnapshotAsync(fillsSince, cancel), () => VenueAnswer.Failed<VenueSnapshot>(Cut));

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        Switched(() => venue.QuoteAsync(instrument, cancel), () => VenueAnswer.Failed<MarketView>(Cut));

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var happened in venue.PrivateStreamAsync(cancel))
        {
            if (line.IsAborted)
            {
                throw Aborted();
            }

            if (!line.IsCut)
            {
                yield return happened;
            }
        }
    }

    public ValueTask DisposeAsync() => venue.DisposeAsync();

    private async Task<T> Switched<T>(Func<Task<T>> ask, Func<T> cut)
    {
        if (line.IsCut)
        {
            return cut();
        }

        var answer = await ask();
        return line.IsAborted ? throw Aborted() : answer;
    }

    private static VenueOutcome Lost() => new VenueOutcome.Unknown("No reply in time.");

    private static VenueOutcome NotSent() => new VenueOutcome.NotSent(Cut, null);

    private static OperationCanceledException Aborted() => new("Aborted");
}
