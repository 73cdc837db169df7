using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>What people and checks ask of a venue, and how the connection says what is wrong with it.</summary>
public abstract partial class VenueContract
{
    [Fact]
    public async Task C90_Health_IsConnected_OnceSomethingWasAnswered()
    {
        var desk = NeedsDesk();
        await SnapshotAsync();

        Assert.Equal((ConnectionState.Connected, ""), (desk.Health.State, desk.Health.Sentence));
    }

    [Fact]
    public async Task C91_WrongSecret_ShowsInTheHealth_WithWhatMendsIt()
    {
        NeedsDesk();
        await using var stranger = NeedsWire().WithWrongSecret();
        await stranger.SnapshotAsync(harness.Clock.GetUtcNow(), Cancel);

        var health = ((IVenueDesk)stranger).Health;

        Assert.Equal(ConnectionState.KeysRefused, health.State);
        Assert.Contains("Check that key and secret", health.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", health.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C92_NobodyThere_ShowsInTheHealth()
    {
        NeedsDesk();
        await using var alone = NeedsWire().WithNobodyThere();
        await alone.SnapshotAsync(harness.Clock.GetUtcNow(), Cancel);

        Assert.Equal(ConnectionState.Unreachable, ((IVenueDesk)alone).Health.State);
    }

    [Fact]
    public async Task C93_Permissions_AreTold()
    {
        var permissions = (await NeedsDesk().PermissionsAsync(Cancel)).Value!;

        Assert.NotEqual(false, permissions.Trade);
        Assert.NotEqual(true, permissions.Withdraw);
    }

    [Fact]
    public async Task C94_Fees_AreThoseThatFillsPay()
    {
        var fees = (await NeedsDesk().FeesAsync(harness.Instrument, Cancel)).Value!;
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);

        var fill = (await SnapshotAsync()).Fills[^1];
        var instrument = (await VenueOrders.QuoteAsync(harness)).Instrument;
        var traded = instrument.IsInverse ? instrument.Cost(fill.Quantity, fill.Price)
            : fill.FeeCurrency == instrument.Base ? fill.Quantity.Value
            : instrument.Notional(fill.Quantity, fill.Price).Value;
        var paid = fill.Fee.Value / traded;
        Assert.InRange(paid, fees.Taker * 0.99m, fees.Taker * 1.01m);
    }

    [Fact]
    public async Task C95_Balances_AreThoseOfTheSnapshot()
    {
        var balances = (await NeedsDesk().BalancesAsync(Cancel)).Value!;

        Assert.Equal((await SnapshotAsync()).Balances, balances);
    }

    [Fact]
    public async Task C96_CancelAll_EndsEveryOrderOfTheInstrument()
    {
        var desk = NeedsDesk();
        var quote = await VenueOrders.QuoteAsync(harness);
        await Venue.PlaceAsync(VenueOrders.Far(harness, quote), Cancel);
        await Venue.PlaceAsync(VenueOrders.Far(harness, quote), Cancel);
        if (Venue.Capabilities.Stops)
        {
            await Venue.PlaceAsync(VenueOrders.Stop(harness, Side.Sell, quote.Times(0.8m)), Cancel);
        }

        Assert.IsType<VenueOutcome.Accepted>(await desk.CancelAllAsync(harness.Instrument, Cancel));

        Assert.Empty((await SnapshotAsync()).OpenOrders);
    }

    [Fact]
    public async Task C97_CancelAll_WithNothingOpen_IsDone() =>
        Assert.IsType<VenueOutcome.Accepted>(await NeedsDesk().CancelAllAsync(harness.Instrument, Cancel));

    [Fact]
    public async Task C98_ManyOrders_EndEachInItsOwnWay()
    {
        var desk = NeedsDesk();
        var quote = await VenueOrders.QuoteAsync(harness);
        PlaceOrder[] orders = [VenueOrders.Far(harness, quote), VenueOrders.Market(harness, Side.Buy, harness.HugeQuantity), VenueOrders.Far(harness, quote)];

        var outcomes = await desk.PlaceManyAsync(orders, Cancel);

        Assert.Equal([typeof(VenueOutcome.Accepted), typeof(VenueOutcome.Rejected), typeof(VenueOutcome.Accepted)], outcomes.Select(outcome => outcome.GetType()));
        var cancelled = await desk.CancelManyAsync([.. orders.Select(order => new CancelOrder(order.Id, null, order.Instrument))], Cancel);
        Assert.Equal([typeof(VenueOutcome.Accepted), typeof(VenueOutcome.Rejected), typeof(VenueOutcome.Accepted)], cancelled.Select(outcome => outcome.GetType()));
    }

    [Fact]
    public async Task C99_Headroom_ShowsWhatWasUsed()
    {
        var desk = NeedsDesk();
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);

        Assert.Contains(desk.Headroom, limit => limit.Used > 0 && limit.Used < limit.Limit && limit.ClosedUntil is null);
    }

    [Fact]
    public async Task C100_RateLimit_ShowsInTheHeadroom_AndLetsACancelPassInTheEnd()
    {
        var desk = NeedsDesk();
        var resting = VenueOrders.Far(harness, await VenueOrders.QuoteAsync(harness));
        await Venue.PlaceAsync(resting, Cancel);
        await NeedsWire().LimitRateAsync(TimeSpan.FromSeconds(30));
        await Venue.PlaceAsync(VenueOrders.Market(harness, Side.Buy), Cancel);
        Assert.Contains(desk.Headroom, limit => limit.ClosedUntil is not null);

        VenueOutcome outcome;
        do
        {
            outcome = await Venue.CancelAsync(new(resting.Id, null, resting.Instrument), Cancel);
            await Task.Delay((outcome as VenueOutcome.NotSent)?.RetryAfter > TimeSpan.FromSeconds(2) ? TimeSpan.FromMilliseconds(200) : TimeSpan.Zero, harness.Clock, Cancel);
        }
        while (outcome is VenueOutcome.NotSent);

        Assert.IsType<VenueOutcome.Accepted>(outcome);
    }

    [Fact]
    public async Task C101_PositionTerms_CanBeSet_AndAreThenTold()
    {
        var desk = NeedsDesk();
        var before = (await desk.PositionTermsAsync(harness.Instrument, Cancel)).Value!;
        Requires(before.Leverage is not null, "It has no leverage.");

        Assert.IsType<VenueOutcome.Accepted>(await desk.SetLeverageAsync(harness.Instrument, 5m, Cancel));

        Assert.Equal(5m, (await desk.PositionTermsAsync(harness.Instrument, Cancel)).Value!.Leverage);
    }

    private IVenueDesk NeedsDesk()
    {
        Assert.SkipWhen(Venue is not IVenueDesk, "It has no desk: nothing but orders can be asked of it.");
        return (IVenueDesk)Venue;
    }
}
