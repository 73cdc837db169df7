using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// One process's connection to the exchange, over a network that loses, delays, repeats and reorders. Like every adapter it
/// lets no byte leave after the request's deadline, and signs with the venue's time.
/// </summary>
internal sealed class SimulatedVenue(SimulatedExchange exchange, VirtualWorld world, Faults faults, VirtualNode process, VenueWatch watch) : IVenue, IMarketData
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(2);
    private Channel<VenueEvent>? stream;

    public VenueCapabilities Capabilities => exchange.Capabilities;

    public IMarketData Market => this;

    private DateTimeOffset Now => world.Now + process.ClockError;

    public MarketView? Latest(InstrumentId instrument) => exchange.Quote(instrument) with { At = Now };

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        Task.FromResult(VenueAnswer.Of(exchange.Instruments));

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        watch.OnSend(process, order);
        return Call(order.SendBy, until =>
        {
            watch.OnArrival(order);
            return exchange.Place(order, until, faults.Happen(faults.RejectsStops));
        });
    }

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel)
    {
        watch.OnSend(process, pair.Stop);
        watch.OnSend(process, pair.Target);
        return Call(pair.Stop.SendBy, until =>
        {
            watch.OnArrival(pair.Stop);
            watch.OnArrival(pair.Target);
            return exchange.PlacePair(pair, until, faults.Happen(faults.RejectsStops));
        });
    }

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => Call(amendment.SendBy, _ => exchange.Amend(amendment));

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        Call(cancellation.SendBy, _ => exchange.Cancel(cancellation.Id, cancellation.VenueOrderId));

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => Ask(() => Look(query), new OrderEvidence.Failed("lost"));

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel)
    {
        // Several requests, each answered at a time of its own: no picture of a venue is of one moment.
        var reply = new TaskCompletionSource<VenueAnswer<VenueSnapshot>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (fills, orders, positions) = (Ask<object?>(() => exchange.Fills.Where(fill => fill.At >= fillsSince - process.ClockError).ToList(), null),
            Ask<object?>(exchange.OpenReports, null), Ask<object?>(() => (exchange.ListedPositions(), exchange.Balances()), null));
        _ = ComposeAsync();
        return reply.Task;

        async Task ComposeAsync()
        {
            var (known, open, held) = (await fills, await orders, await positions);
            reply.TrySetResult(known is List<FillReport> traded && open is IReadOnlyList<OrderReport> resting && held is (IReadOnlyList<VenuePosition> listed, IReadOnlyList<VenueBalance> balances)
                ? VenueAnswer.Of(new VenueSnapshot { At = Now, Fills = traded, OpenOrders = resting, Positions = listed, Balances = balances })
                : VenueAnswer.Failed<VenueSnapshot>("lost"));
        }
    }

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
        Ask(() => VenueAnswer.Of(Latest(instrument)!), VenueAnswer.Failed<MarketView>("lost"));

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var isFirst = stream is null;
        stream = Channel.CreateBounded<VenueEvent>(4_096);
        if (isFirst)
        {
            exchange.Listeners.Add(Send);
        }

        while (await stream.Reader.WaitToReadAsync(cancel))
        {
            while (stream.Reader.TryRead(out var happened))
            {
                yield return happened;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private OrderEvidence Look(QueryOrder query)
    {
        var order = exchange.Find(query.Id);
        if (order is null || (world.Now - order.TakenAt < Capabilities.VisibilityDelay && faults.Happen(faults.LookupLags)))
        {
            return new OrderEvidence.Absent();
        }

        if (world.Now - order.MissedAt > TimeSpan.FromSeconds(10) && faults.Happen(faults.LookupMisses))
        {
            order.MissedAt = world.Now;
            return new OrderEvidence.Absent();
        }

        return new OrderEvidence.Found(exchange.Report(order), [.. exchange.Fills.Where(fill => fill.VenueOrderId == order.VenueId)]);
    }

    private void Send(VenueEvent happened)
    {
        if (!process.IsAlive)
        {
            exchange.Listeners.Remove(Send);
            return;
        }

        if (happened is VenueEvent.Gap)
        {
            world.After(TimeSpan.FromMilliseconds(500), () => stream!.Writer.TryWrite(happened));
            return;
        }

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
    private Task<VenueOutcome> Call(DateTimeOffset sendBy, Func<DateTimeOffset, VenueOutcome> perform)
    {
        if (Now > sendBy)
        {
            return Task.FromResult<VenueOutcome>(new VenueOutcome.NotSent("The time to send it is over.", null));
        }

        if (faults.Happen(faults.RateLimited))
        {
            return Task.FromResult<VenueOutcome>(new VenueOutcome.NotSent("Rate limited.", TimeSpan.FromMilliseconds(300)));
        }

        // Adapters know how far their clock is from the venue's.
        var validUntil = sendBy == DateTimeOffset.MaxValue ? sendBy : sendBy - process.ClockError;
        var reply = new TaskCompletionSource<VenueOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isRequestLost = faults.Happen(faults.RequestLost);
        var isReplyLost = faults.Happen(faults.ReplyLost);
        world.After(faults.Latency(), () =>
        {
            if (isRequestLost || exchange.IsDown)
            {
                return;
            }

            var outcome = perform(validUntil);
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
            var found = fails || exchange.IsDown ? failure : answer();
            world.After(faults.Latency(), () => reply.TrySetResult(found));
        });
        return reply.Task;
    }
}
