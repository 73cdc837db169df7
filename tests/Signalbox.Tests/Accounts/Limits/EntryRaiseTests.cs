using Signalbox.Accounts;
using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts.Limits;

/// <summary>A person who makes a resting entry larger meets the limits a new entry meets; who makes it smaller meets none.</summary>
public sealed class EntryRaiseTests
{
    [Theory]
    [InlineData("order-notional-limit", 0.3, "17700 USDT", "10000")]
    [InlineData("position-quantity-limit", 0.3, "With 0.2 more", "0.25")]
    [InlineData("position-notional-limit", 0.3, "17700 USDT", "12000")]
    public void MoreQuantity_AboveALimit_IsDeniedWithTheLimitsCodeAndNumbers(string code, double quantity, string compared, string with)
    {
        var account = RiskGateTests.With(LimitOf(code));
        var order = Rest(account, 0.1m);
        Change(account, order, new((decimal)quantity), new(59_000m));

        var denied = account.Events.OfType<OrderChangeDenied>().Single();
        Assert.Equal((code, "quantity", "ann"), (denied.Why.Code, denied.Why.Field!, denied.By));
        Assert.Contains(compared, denied.Why.Message, StringComparison.Ordinal);
        Assert.Contains(with, denied.Why.Message, StringComparison.Ordinal);
        Assert.Empty(account.TakeEffects().OfType<Effect.Amend>());
        Assert.Equal((1, denied.Why, 0.1m), (account.State.Orders[order].ChangesDenied, account.State.Orders[order].LastDenied!, account.State.Orders[order].Levels.Quantity.Value));
    }

    [Fact]
    public void MoreQuantity_WithinTheLimits_IsSent()
    {
        var account = RiskGateTests.With(new RiskLimits(OrderNotionalMax: 20_000m, PositionQuantityMax: 0.3m, PositionNotionalMax: 20_000m, OpenOrdersMax: 1, PriceCollarPercent: 3m));
        var order = Rest(account, 0.1m);
        Change(account, order, new(0.3m), new(59_000m));
        Assert.Equal(0.3m, Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment.Quantity.Value);
        Assert.Empty(account.Events.OfType<OrderChangeDenied>());
    }

    [Fact]
    public void HigherPrice_IsJudgedByWhatTheOrderBecomesWorth()
    {
        var account = RiskGateTests.With(new RiskLimits(OrderNotionalMax: 5_950m));
        var order = Rest(account, 0.1m);
        Change(account, order, new(0.1m), new(59_600m));
        Assert.Equal("order-notional-limit", account.State.Orders[order].LastDenied!.Code);
        Change(account, order, new(0.1m), new(59_400m));
        Assert.Equal(59_400m, Assert.Single(account.TakeEffects().OfType<Effect.Amend>()).Amendment.LimitPrice!.Value.Value);
    }

    [Fact]
    public void WorsePrice_OfASale_MeetsTheCollarThoughItIsWorthLess()
    {
        var account = RiskGateTests.With(new RiskLimits(PriceCollarPercent: 3m));
        var trade = account.Signal(SignalAction.Sell, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(61_000m) });
        var order = account.Trade(trade).EntryOrder!.Value;
        account.Accept(order);
        Change(account, order, new(0.1m), new(50_000m));
        Assert.Equal(("price-collar", "limitPrice"), (account.State.Orders[order].LastDenied!.Code, account.State.Orders[order].LastDenied!.Field));
        Change(account, order, new(0.1m), new(62_000m));
        Assert.Single(account.TakeEffects().OfType<Effect.Amend>());
    }

    [Theory]
    [InlineData(0.05, 59_000)]
    [InlineData(0.1, 58_000)]
    [InlineData(0.05, 58_000)]
    public void Less_IsNeverRefused_WhateverTheLimitsAreNow(double quantity, double price)
    {
        var account = RiskGateTests.With(RiskLimits.None);
        var order = Rest(account, 0.1m);
        account.Do(new AccountCommand.Reconfigure(account.State.Profile! with
        {
            Limits = RiskGateTests.Book(new(OrderNotionalMax: 1m, PositionNotionalMax: 1m, PositionQuantityMax: 0.001m, OpenOrdersMax: 0, PriceCollarPercent: 0.0001m, OrdersPerDayMax: 0)),
        }));
        account.Market = null;
        Change(account, order, new((decimal)quantity), new((decimal)price));
        Assert.Single(account.TakeEffects().OfType<Effect.Amend>());
        Assert.Empty(account.Events.OfType<OrderChangeDenied>());
    }

    [Fact]
    public void MoreQuantity_WhileTradingIsPaused_IsDenied()
    {
        var account = RiskGateTests.With(RiskLimits.None);
        var order = Rest(account, 0.1m);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Reducing, "Odd.", "ann") { KeepsWorking = true });
        Change(account, order, new(0.2m), new(59_000m));
        Assert.Equal("reducing", account.State.Orders[order].LastDenied!.Code);
        Change(account, order, new(0.05m), new(59_000m));
        Assert.Single(account.TakeEffects().OfType<Effect.Amend>());
    }

    [Fact]
    public void WhatIsAdded_CountsAtOnce_AndNoLongerOnceItWasRefused()
    {
        var account = RiskGateTests.With(new RiskLimits(PositionQuantityMax: 0.5m));
        var order = Rest(account, 0.1m);
        Change(account, order, new(0.4m), new(59_000m));
        var raised = account.State.Orders[order].Pending!.Levels!;
        Assert.Equal(0.4m, account.State.Orders[order].MayFill.Value);
        Assert.Equal("position-quantity-limit", account.Trade(account.Signal(SignalAction.Buy, 0.2m, Adding)).Code);

        account.Do(new AccountCommand.ChangeEnded(order, raised, new VenueOutcome.Rejected(RejectReason.Other, "-1", "No.")));
        Assert.Equal(0.1m, account.State.Orders[order].MayFill.Value);
        Assert.Null(account.Trade(account.Signal(SignalAction.Buy, 0.2m, Adding)).Code);
    }

    [Fact]
    public void CancelThatOvertakesARaise_KeepsItSetAside_UntilTheOrderIsOver()
    {
        var account = RiskGateTests.With(RiskLimits.None);
        var order = Rest(account, 0.1m);
        Change(account, order, new(0.4m), new(59_000m));
        account.Do(new AccountCommand.ChangeOrder(order, null, "ann"));
        Assert.Equal(0.4m, account.State.Orders[order].MayFill.Value);
        account.Report(order, VenueOrderState.Cancelled);
        Assert.Equal(0m, account.State.Orders[order].MayFill.Value);
    }

    [Fact]
    public void SharedLimit_IsReservedBeforeTheRaiseIsSent_AndReleasedWhenItIsRefused()
    {
        var account = RiskGateTests.With(new ScopedLimits(RiskScope.Global, new(PositionQuantityMax: 1m, PositionNotionalMax: 60_000m)));
        account.Risk = RiskState.Empty;
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        var order = account.Trade(trade).EntryOrder!.Value;
        Follow(account, account.Do(new AccountCommand.PlaceEnded(order, new VenueOutcome.Accepted(new("v")))), raises: false);
        Assert.Equal((0.1m, 59_000m), Reserved(account, order));

        Follow(account, Change(account, order, new(0.4m), new(59_500m)), raises: true);
        Assert.Equal((0.4m, 59_500m), Reserved(account, order));
        Assert.Equal(23_800m, account.Risk.Totals[new(RiskScope.Global, AccountScenario.Btc.Id)].Notional.Value);

        var raised = account.State.Orders[order].Pending!.Levels!;
        Follow(account, account.Do(new AccountCommand.ChangeEnded(order, raised, new VenueOutcome.Rejected(RejectReason.Other, "-1", "No."))), raises: false);
        Assert.Equal((0.1m, 59_000m), Reserved(account, order));
        Follow(account, account.Do(new AccountCommand.OrderChanged(account.ReportOf(account.State.Orders[order], VenueOrderState.Cancelled))), raises: false);
        Assert.Empty(account.Risk.Reservations);
        Assert.Empty(account.Risk.Totals);
    }

    [Fact]
    public void SharedLimit_WhatOthersHold_RefusesTheRaise()
    {
        var account = RiskGateTests.With(new ScopedLimits(RiskScope.Global, new(PositionQuantityMax: 1m)));
        account.Risk = RiskLedger.Apply(RiskState.Empty, new PositionNoted(new("other"), new(new("strategy"), AccountScenario.Btc.Id, new(0.8m), new(60_000m))));
        var order = Rest(account, 0.1m);
        Change(account, order, new(0.3m), new(59_000m));
        Assert.Equal("position-quantity-limit", account.State.Orders[order].LastDenied!.Code);
        account.Risk = null;
        Change(account, order, new(0.15m), new(59_000m));
        Assert.Equal("risk-ledger-unavailable", account.State.Orders[order].LastDenied!.Code);
    }

    [Fact]
    public void WhatAnOlderDecisionFrees_LeavesALaterRaiseSetAside()
    {
        var account = RiskGateTests.With(RiskLimits.None);
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) });
        var order = account.Trade(trade).EntryOrder!.Value;
        var accepted = account.Do(new AccountCommand.PlaceEnded(order, new VenueOutcome.Accepted(new("v"))));
        Change(account, order, new(0.4m), new(59_500m));
        var entry = Assert.Single(Exposures.Freed(new("acct"), accepted, account.State)!.Entries);
        Assert.Equal((0.4m, 59_500m), (entry.Open.Value, entry.UnitNotional.Value));
    }

    private static RiskLimits LimitOf(string code) => code switch
    {
        "order-notional-limit" => new(OrderNotionalMax: 10_000m),
        "position-quantity-limit" => new(PositionQuantityMax: 0.25m),
        _ => new(PositionNotionalMax: 12_000m),
    };

    private static void Adding(SignalSetup signal)
    {
        signal.Rules = new(AllowAddToPosition: true);
        signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) };
    }

    private static ClientOrderId Rest(AccountScenario account, decimal quantity)
    {
        var trade = account.Signal(SignalAction.Buy, quantity, Adding);
        var order = account.Trade(trade).EntryOrder!.Value;
        account.Accept(order);
        account.TakeEffects();
        return order;
    }

    private static Decision Change(AccountScenario account, ClientOrderId order, Quantity quantity, Price limit) =>
        account.Do(new AccountCommand.ChangeOrder(order, new(quantity, limit, null), "ann"));

    private static (decimal Quantity, decimal Unit) Reserved(AccountScenario account, ClientOrderId order) =>
        (account.Risk!.Reservations[order].Quantity.Value, account.Risk.Reservations[order].UnitNotional.Value);

    /// <summary>As the ledger's host does: what is raised is told while it is decided, what is freed once it is on disk.</summary>
    private static void Follow(AccountScenario account, Decision decision, bool raises)
    {
        var report = raises ? Exposures.Raised(new("acct"), decision) : Exposures.Freed(new("acct"), decision, account.State);
        account.Risk = RiskLedger.Decide(account.Risk!, new RiskCommand.Follow(report!), account.Now).State;
    }
}
