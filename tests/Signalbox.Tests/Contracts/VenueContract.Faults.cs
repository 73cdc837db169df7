using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>What must hold when the wire breaks. A venue without one skips these and says so.</summary>
public abstract partial class VenueContract
{
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(2.5);

    [Fact]
    public virtual async Task C70_LostReply_IsUnknown_AndAQueryFindsTheOrderOnce()
    {
        await NeedsWire().DropReplyAsync();
        var order = VenueOrders.Market(harness, Side.Buy);

        Assert.IsType<VenueOutcome.Unknown>(await Venue.PlaceAsync(order, Cancel));

        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
        Assert.Single(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
    }

    [Fact]
    public virtual async Task C71_LostRequest_IsUnknown_AndAQueryFindsNothing()
    {
        await NeedsWire().DropRequestAsync();
        var order = VenueOrders.Market(harness, Side.Buy);

        Assert.IsType<VenueOutcome.Unknown>(await Venue.PlaceAsync(order, Cancel));

        Assert.IsType<OrderEvidence.Absent>(await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));
        Assert.DoesNotContain(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
    }

    [Fact]
    public virtual async Task C72_ReplyThatComesTooLate_IsUnknown()
    {
        var faults = NeedsWire();
        await using var hasty = await HastyAsync(faults);
        await faults.DelayReplyAsync(Haste * 4);
        var order = VenueOrders.Market(harness, Side.Buy);

        Assert.IsType<VenueOutcome.Unknown>(await hasty.PlaceAsync(order, Cancel));

        // Who gave up does not know when the order arrives.
        await Until.HoldsAsync(async () => await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel) is OrderEvidence.Found);
        Assert.Equal(VenueOrderState.Filled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public virtual async Task C73_SwallowedRequest_IsUnknown_WithinTheTimeLimit()
    {
        var faults = NeedsWire();
        await using var hasty = await HastyAsync(faults);
        await faults.SwallowAsync();

        var placing = hasty.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);

        Assert.IsType<VenueOutcome.Unknown>(await placing.WaitAsync(TimeSpan.FromSeconds(60), Cancel));
    }

    [Fact]
    public virtual async Task C74_RateLimit_IsNotSent_WithTheTimeToWait()
    {
        await NeedsWire().LimitRateAsync(TimeSpan.FromSeconds(2));
        var order = VenueOrders.Market(harness, Side.Buy);

        var outcome = Assert.IsType<VenueOutcome.NotSent>(await Venue.PlaceAsync(order, Cancel));

        Assert.Equal(TimeSpan.FromSeconds(2), outcome.RetryAfter);
        Assert.DoesNotContain(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
    }

    [Fact]
    public virtual async Task C75_RateLimit_HoldsBackWhatComesAfterIt()
    {
        await NeedsWire().LimitRateAsync(TimeSpan.FromSeconds(30));
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
        var order = VenueOrders.Market(harness, Side.Buy);

        Assert.IsType<VenueOutcome.NotSent>(await Venue.PlaceAsync(order, Cancel));

        Assert.DoesNotContain(await harness.RecordAsync(), recorded => recorded.Is(order.Id));
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    public virtual async Task C76_ErrorOfTheServer_IsUnknown_WhateverBecameOfTheOrder(int status, bool isCarriedOut)
    {
        await NeedsWire().FailAsync(status, isCarriedOut);
        var order = VenueOrders.Market(harness, Side.Buy);

        Assert.IsType<VenueOutcome.Unknown>(await Venue.PlaceAsync(order, Cancel));

        Assert.Equal(isCarriedOut ? 1 : 0, (await harness.RecordAsync()).Count(recorded => recorded.Is(order.Id)));
        var evidence = await Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel);
        Assert.Equal(isCarriedOut ? typeof(OrderEvidence.Found) : typeof(OrderEvidence.Absent), evidence.GetType());
    }

    [Fact]
    public virtual async Task C77_LostReplyToACancel_IsUnknown_AndAQueryTells()
    {
        var order = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        await Venue.PlaceAsync(order, Cancel);
        await NeedsWire().DropReplyAsync();

        Assert.IsType<VenueOutcome.Unknown>(await Venue.CancelAsync(new(order.Id, null, order.Instrument), Cancel));

        Assert.Equal(VenueOrderState.Cancelled, (await FindAsync(order)).Report.State);
    }

    [Fact]
    public virtual async Task C78_FailedQuestion_ProvesNothing()
    {
        await NeedsWire().FailQuestionsAsync();

        Assert.IsType<OrderEvidence.Failed>(await Venue.QueryAsync(new(default, null, harness.Instrument), Cancel));
        Assert.NotNull((await Venue.SnapshotAsync(harness.Clock.GetUtcNow(), Cancel)).Failure);
    }

    [Fact]
    public virtual async Task C79_NobodyThere_IsNotSent()
    {
        await using var alone = NeedsWire().WithNobodyThere();

        Assert.IsType<VenueOutcome.NotSent>(await alone.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel));
    }

    [Fact]
    public virtual async Task C80_WrongSecret_IsRefused_AndNotShown()
    {
        await using var stranger = NeedsWire().WithWrongSecret();

        var rejected = Assert.IsType<VenueOutcome.Rejected>(await stranger.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel));

        Assert.Equal(RejectReason.Unauthorized, rejected.Reason);
        Assert.DoesNotContain("wrong-secret", rejected.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public virtual async Task C81_BrokenStream_TellsOfTheGap_AndComesBack()
    {
        var faults = NeedsWire();
        await using var stream = await StreamProbe.StartAsync(harness);
        var gaps = stream.All.OfType<VenueEvent.Gap>().Count();

        await faults.DisconnectStreamsAsync();

        await stream.WaitAsync(told => told.OfType<VenueEvent.Gap>().Count() >= gaps + 2);
        await stream.StandsAsync(harness);
        var order = VenueOrders.Market(harness, Side.Buy);
        await Venue.PlaceAsync(order, Cancel);
        await stream.WaitAsync(order.Id, VenueOrderState.Filled);
    }

    [Fact]
    public virtual async Task C82_LostFrame_IsAGap()
    {
        var faults = NeedsWire();
        Requires(harness.StreamIsNumbered, "Its private stream has no numbers; the account asks on a timer.");
        await using var stream = await StreamProbe.StartAsync(harness);
        var gaps = stream.All.OfType<VenueEvent.Gap>().Count();
        await faults.DropFrameAsync();

        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);

        await stream.WaitAsync(told => told.OfType<VenueEvent.Gap>().Count() > gaps);
    }

    [Fact]
    public virtual async Task C83_FrameThatComesTwice_ChangesNothing()
    {
        var faults = NeedsWire();
        await using var stream = await StreamProbe.StartAsync(harness);
        var gaps = stream.All.OfType<VenueEvent.Gap>().Count();
        await faults.DuplicateFrameAsync();
        await faults.DuplicateFrameAsync();
        var order = VenueOrders.Market(harness, Side.Buy);

        await Venue.PlaceAsync(order, Cancel);
        await stream.WaitAsync(order.Id, VenueOrderState.Filled);

        Assert.Equal(order.Quantity, Sum(stream.FillsOf(order.Id).DistinctBy(fill => fill.FillId)));
        Assert.Equal(gaps, stream.All.OfType<VenueEvent.Gap>().Count());
    }

    /// <summary>
    /// An adapter that soon gives up, with what it must know and a line that stands: only the command itself is left to do in
    /// its short time, and a busy machine does not make it one that never left.
    /// </summary>
    private async Task<IVenue> HastyAsync(WireFaults faults)
    {
        var hasty = faults.WithPatience(Haste);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if ((await hasty.InstrumentsAsync(Cancel)).Failure is null && (await hasty.SnapshotAsync(harness.Clock.GetUtcNow(), Cancel)).Failure is null)
            {
                return hasty;
            }
        }

        throw new TimeoutException("The venue answered no question in time.");
    }

    private WireFaults NeedsWire()
    {
        Assert.SkipWhen(harness.Faults is null, harness.NoWire);
        return harness.Faults;
    }
}
