using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>Order types and times in force, native where the venue has them and emulated or refused where it has not.</summary>
public sealed class OrderTermsTests
{
    private AccountScenario account = new();

    [Theory]
    [InlineData(TimeInForce.Fok)]
    [InlineData(TimeInForce.Aon)]
    [InlineData(TimeInForce.Opg)]
    [InlineData(TimeInForce.Cls)]
    public void TimeInForce_ThatNobodyCanStandInFor_IsRefusedWithItsField(TimeInForce life)
    {
        account = With(capabilities => capabilities with { TimesInForce = [TimeInForce.Gtc] });
        var trade = Limit(signal => signal.TimeInForce = life);
        Assert.Equal((TradeStatus.Denied, "time-in-force-unsupported", "timeInForce"), Refusal(trade));
        Assert.Empty(account.TakePlaced());
    }

    [Theory]
    [InlineData(InstrumentKind.Stock, OrderType.Limit, TimeInForce.Gtc, true, 0)]
    [InlineData(InstrumentKind.Stock, OrderType.Limit, TimeInForce.Ioc, false, 1)]
    [InlineData(InstrumentKind.Stock, OrderType.Market, TimeInForce.Gtc, false, 1)]
    [InlineData(InstrumentKind.LinearPerpetual, OrderType.Limit, TimeInForce.Gtc, false, 0)]
    public void ExtendedHours_GoWithAnOrderThatCanHaveThem_AndAreToldWhereItCannot(InstrumentKind kind, OrderType type, TimeInForce life, bool goes, int told)
    {
        var instrument = AccountScenario.Btc with { Kind = kind };
        account.Signal(SignalAction.Buy, 0.1m, signal =>
        {
            (signal.Instrument, signal.ExtendedHours, signal.TimeInForce) = (instrument, true, life);
            signal.Order = new() { Type = type, LimitPrice = type == OrderType.Limit ? new Price(59_000m) : null };
        });
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal(goes ? true : null, placed.Extras?.OutsideHours);
        Assert.Equal(told, account.State.Orders[placed.Id].Ticket.Adjustments.Count(each => each is { Field: "extendedHours", Asked: "true", Used: "false" }));
    }

    [Fact]
    public void Leverage_ThatNoOrderCarries_IsToldWithTheEntry()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Leverage = 5m);
        var ticket = account.State.Orders[account.TakePlaced().Single().Id].Ticket;
        Assert.Contains(ticket.Adjustments, each => each == new Adjustment("leverage", "5", "the account's own"));
    }

    [Fact]
    public void GoodTillDate_WhereTheVenueHasNone_IsCancelledByUs()
    {
        var until = account.Now.AddHours(2);
        Limit(signal => (signal.TimeInForce, signal.GoodTill) = (TimeInForce.Gtd, until));
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal((TimeInForce.Gtc, null), (placed.TimeInForce, placed.ExpiresAt));
        account.Accept(placed.Id);
        account.Elapse(new TimerKey.CancelAfter(placed.Id), TimeSpan.FromHours(2));
        Assert.Single(account.TakeEffects().OfType<Effect.Cancel>());
    }

    [Fact]
    public void GoodTillDate_WhereTheVenueCountsIt_IsLeftToTheVenue()
    {
        account = With(capabilities => capabilities with { TimesInForce = [TimeInForce.Gtc, TimeInForce.Gtd] });
        var until = account.Now.AddHours(2);
        Limit(signal => signal.GoodTill = until);
        var placed = Assert.Single(account.TakePlaced());
        Assert.Equal((TimeInForce.Gtd, until), (placed.TimeInForce, placed.ExpiresAt));
        Assert.Null(account.State.Orders[placed.Id].Ticket.CancelAt);
    }

    [Fact]
    public void Day_WhereTheVenueHasNone_EndsAtMidnightOfTheAccount()
    {
        account = new(profile => profile with { TimeZone = "America/New_York" });
        Limit(signal => signal.TimeInForce = TimeInForce.Day);
        var ticket = account.State.Orders[account.TakePlaced().Single().Id].Ticket;
        Assert.Equal(new DateTimeOffset(2026, 1, 6, 5, 0, 0, TimeSpan.Zero), ticket.CancelAt);
    }

    [Fact]
    public void GoodTill_InThePast_IsRefused() =>
        Assert.Equal((TradeStatus.Denied, "good-till-past", "goodTill"), Refusal(Limit(signal => signal.GoodTill = account.Now)));

    [Fact]
    public void PostOnly_GoesToTheVenue_OrIsRefused()
    {
        var order = new OrderTerms { Type = OrderType.Limit, LimitPrice = new(59_000m), PostOnly = true };
        Assert.Equal((TradeStatus.Denied, "post-only-unsupported", "postOnly"), Refusal(Limit(signal => signal.Order = order)));
        account = With(capabilities => capabilities with { PostOnly = true });
        Limit(signal => signal.Order = order);
        Assert.True(account.TakePlaced().Single().PostOnly);
    }

    [Fact]
    public void Stop_WithoutAPrice_IsSentAtTheMarket()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Stop });
        Assert.Equal(OrderType.Market, account.TakePlaced().Single().Type);
    }

    [Fact]
    public void Iceberg_WhereTheVenueHasIt_IsOneOrder()
    {
        account = With(capabilities => capabilities with { Iceberg = true });
        Iceberg(0.5m, 0.2m);
        var placed = account.TakePlaced().Single();
        Assert.Equal((0.5m, 0.2m), (placed.Quantity.Value, placed.VisibleQuantity!.Value.Value));
    }

    [Fact]
    public void Iceberg_WhereTheVenueLacksIt_RestsSliceAfterSlice()
    {
        var trade = Iceberg(0.5m, 0.2m);
        foreach (var slice in new[] { 0.2m, 0.2m, 0.1m })
        {
            var placed = account.TakePlaced().Single(order => order.Type == OrderType.Limit);
            Assert.Equal((slice, null), (placed.Quantity.Value, placed.VisibleQuantity));
            account.AcceptAndFill(placed.Id, 59_000m);
        }

        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Filled, 0.5m), (account.Trade(trade).Status, account.Position));
    }

    [Fact]
    public void Iceberg_CancelledWhileASliceFills_SendsNoOther()
    {
        Iceberg(0.5m, 0.2m);
        var slice = account.TakePlaced().Single();
        account.Accept(slice.Id);
        account.Signal(SignalAction.Cancel);
        account.Fill(slice.Id, 0.2m, 59_000m);
        Assert.Empty(account.TakePlaced());
        Assert.Equal(0.2m, account.Position);
    }

    [Fact]
    public void Iceberg_LastSliceBelowTheMinimum_GoesWithTheOneBefore()
    {
        account.Signal(SignalAction.Buy, 0.007m, signal =>
        {
            signal.Instrument = AccountScenario.Btc with { MinQuantity = new(0.003m) };
            signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m), VisibleQuantity = new(0.003m) };
        });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 59_000m);
        Assert.Equal(0.004m, account.TakePlaced().Single().Quantity.Value);
    }

    [Theory]
    [InlineData("trailing-with-limit", "trailing-stop-with-limit", "limitPrice")]
    [InlineData("trailing-without-trail", "invalid-trailing-stop", "trailAmount")]
    [InlineData("risk-without-stop", "risk-needs-stop", "stopLoss")]
    [InlineData("shares", "target-shares-over-100", "takeProfit.targets")]
    [InlineData("stop-two-levels", "invalid-stop-loss", "stopLoss")]
    [InlineData("stop-side", "stop-wrong-side", "stopLoss.stopPrice")]
    [InlineData("target-side", "target-wrong-side", "takeProfit.targets[0].limitPrice")]
    [InlineData("target-missing", "target-missing", "position")]
    [InlineData("breakeven-after", "breakeven-without-target", "stopLoss.breakevenAfterTarget")]
    public void Combination_ThatIsImpossible_IsRefusedWithItsField(string what, string code, string field)
    {
        var trade = account.Signal(what == "target-missing" ? SignalAction.Target : SignalAction.Buy, 0.1m, signal => Spoil(signal, what));
        Assert.Equal((TradeStatus.Denied, code, field), Refusal(trade));
        Assert.Empty(account.TakePlaced());
    }

    private static void Spoil(SignalSetup signal, string what)
    {
        switch (what)
        {
            case "trailing-with-limit":
                signal.Order = new() { Type = OrderType.TrailingStop, TrailPercent = 1m, LimitPrice = new(60_000m) };
                break;
            case "trailing-without-trail":
                signal.Order = new() { Type = OrderType.TrailingStop };
                break;
            case "risk-without-stop":
                signal.QuantityType = QuantityType.RiskPercent;
                break;
            case "shares":
                signal.TakeProfit = new() { Targets = [new() { Percent = 1m, SharePercent = 60m }, new() { Percent = 2m, SharePercent = 50m }] };
                break;
            case "stop-two-levels":
                signal.StopLoss = new() { Percent = 1m, StopPrice = new(59_000m) };
                break;
            case "stop-side":
                signal.StopLoss = new() { StopPrice = new(61_000m) };
                break;
            case "target-side":
                signal.TakeProfit = TakeProfitTerms.Of(new() { LimitPrice = new(59_000m) });
                break;
            case "breakeven-after":
                signal.StopLoss = new() { Percent = 1m, BreakevenAfterTarget = 1 };
                break;
        }
    }

    private static AccountScenario With(Func<VenueCapabilities, VenueCapabilities> change) =>
        new(profile => profile with { Capabilities = change(profile.Capabilities) });

    private Identity.TradeId Iceberg(decimal quantity, decimal visible) => account.Signal(SignalAction.Buy, quantity, signal =>
        signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m), VisibleQuantity = new(visible) });

    private Identity.TradeId Limit(Action<SignalSetup> setup) => account.Signal(SignalAction.Buy, 0.1m, signal =>
    {
        signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) };
        setup(signal);
    });

    private (TradeStatus Status, string? Code, string? Field) Refusal(Identity.TradeId trade) =>
        (account.Trade(trade).Status, account.Trade(trade).Code, account.Trade(trade).Field);
}
