using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>One process's connection to the exchange, over a network that loses, delays, repeats and reorders.</summary>
internal sealed class SimulatedVenue(SimulatedExchange exchange, VirtualWorld world, Faults faults, Action<PlaceOrder> onArrival) : IVenue, IMarketData
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(2);
    private Channel<VenueEvent>? stream;

    public VenueCapabilities Capabilities => exchange.Capabilities;

    public IMarketData Market => this;

    public MarketView? Latest(InstrumentId instrument) => exchange.Quote(instrument);

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of(exchange.Instruments));

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => Call(() =>
    {
        onArrival(order);
        return exchange.Place(order, faults.Happen(faults.RejectsStops));
    });

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) => Call(() =>
    {
        onArrival(pair.Stop);
        onArrival(pair.Target);
        return exchange.PlacePair(pair, faults.Happen(faults.RejectsStops));
    });

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => Call(() => exchange.Amend(amendment));

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => Call(() => exchange.Cancel(cancellation.Id));

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => Ask(
        () => exchange.Orders.LastOrDefault(order => order.Request.Id == query.Id) is { } order
            ? new OrderEvidence.Found(exchange.Report(order), [.. exchange.Fills.Where(fill => fill.VenueOrderId == order.VenueId)])
            : (OrderEvidence)new OrderEvidence.Absent(),
        new OrderEvidence.Failed("lost"));

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) =>
        Ask(() => VenueAnswer.Of(exchange.Snapshot(fillsSince)), VenueAnswer.Failed<VenueSnapshot>("lost"));

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        Ask(() => VenueAnswer.Of(exchange.Quote(instrument)), VenueAnswer.Failed<MarketView>("lost"));

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        stream = Channel.CreateBounded<VenueEvent>(4_096);
        exchange.Publish = Send;
        while (await stream.Reader.WaitToReadAsync(cancel))
        {
            while (stream.Reader.TryRead(out var happened))
            {
                yield return happened;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Send(VenueEvent happened)
    {
        if (faults.Happen(faults.StreamBreaks))
        {
            world.After(faults.Latency() + TimeSpan.FromMilliseconds(200), () => stream!.Writer.TryWrite(new VenueEvent.Gap("The connection broke.")));
            return;
        }

        for (var copies = faults.Happen(faults.FrameTwice) ? 2 : faults.Happen(faults.FrameLost) ? 0 : 1; copies > 0; copies--)
        {
            world.After(faults.Latency(), () => stream!.Writer.TryWrite(happened));
        }
    }

    /// <summary>A request and its reply, each of which may be lost; a reply that does not come in time is unknown.</summary>
    private Task<VenueOutcome> Call(Func<VenueOutcome> process)
    {
        if (faults.Happen(faults.RateLimited))
        {
            return Task.FromResult<VenueOutcome>(new VenueOutcome.NotSent("Rate limited.", TimeSpan.FromMilliseconds(300)));
        }

        var reply = new TaskCompletionSource<VenueOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isRequestLost = faults.Happen(faults.RequestLost);
        var isReplyLost = faults.Happen(faults.ReplyLost);
        world.After(faults.Latency(), () =>
        {
            if (isRequestLost)
            {
                return;
            }

            var outcome = process();
            world.After(faults.Latency(), () =>
            {
                if (!isReplyLost)
                {
                    reply.TrySetResult(outcome);
                }
            });
        });
        world.After(GiveUp, () => reply.TrySetResult(new VenueOutcome.Unknown("No reply in time.")));
        return reply.Task;
    }

    private Task<T> Ask<T>(Func<T> answer, T failure)
    {
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fails = faults.Happen(faults.LookupFails);
        world.After(faults.Latency(), () =>
        {
            var found = fails ? failure : answer();
            world.After(faults.Latency(), () => reply.TrySetResult(found));
        });
        return reply.Task;
    }
}
