using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Accounts.Limits;

/// <summary>One limit after the other: what it refuses, by which code, with which numbers, and what it lets pass.</summary>
public sealed class RiskGateTests
{
    [Fact]
    public void OrderNotional_AboveTheLimit_IsDeniedWithTheNumbers()
    {
        var account = With(new RiskLimits(OrderNotionalMax: 10_000m));
        Denied(account, account.Signal(SignalAction.Buy, 0.5m), "order-notional-limit", "30000.05 USDT", "10000");
        Passed(account, account.Signal(SignalAction.Buy, 0.1m));
    }

    [Fact]
    public void PositionQuantity_CountsWhatIsHeldAndWhatMayStillFill()
    {
        var account = With(new RiskLimits(PositionQuantityMax: 1m));
        Hold(account, 0.4m);
        Rest(account, 0.4m);
        Denied(account, Add(account, 0.3m), "position-quantity-limit", "1.1", "1");
        Passed(account, Add(account, 0.2m));
    }

    [Fact]
    public void PositionNotional_CountsWhatIsHeld()
    {
        var account = With(new RiskLimits(PositionNotionalMax: 30_000m));
        Hold(account, 0.4m);
        Denied(account, Add(account, 0.2m), "position-notional-limit", "36000.06", "30000");
    }

    [Fact]
    public void PositionLimit_NeverHoldsBackAnExit()
    {
        var account = With(new RiskLimits(PositionQuantityMax: 1m, OrderNotionalMax: 100_000m));
        Hold(account, 1m);
        account.Do(new Signalbox.Accounts.AccountCommand.Reconfigure(account.State.Profile! with { Limits = Book(new(PositionQuantityMax: 0.1m, OrderNotionalMax: 1m)) }));
        account.Signal(SignalAction.Exit);
        Assert.Equal(1m, Assert.Single(account.TakePlaced()).Quantity.Value);
    }

    [Fact]
    public void OpenOrders_AtTheLimit_RefusesOneMore()
    {
        var account = With(new RiskLimits(OpenOrdersMax: 1));
        Rest(account, 0.1m);
        Denied(account, account.Signal(SignalAction.Buy, 0.1m), "open-orders-limit", "1 open entries", "1");
    }

    [Fact]
    public void OrdersPerMinute_ForgetsWhatIsOlder()
    {
        var account = With(new RiskLimits(OrdersPerMinuteMax: 2));
        Hold(account, 0.1m);
        Trade(account, Add(account, 0.1m));
        Denied(account, Add(account, 0.1m), "order-rate-limit", "2 entries", "2");
        account.Pass(TimeSpan.FromSeconds(61));
        Passed(account, Add(account, 0.1m));
    }

    [Fact]
    public void OrdersPerDay_BeginAnewOnTheAccountsTradingDay()
    {
        var account = With(new RiskLimits(OrdersPerDayMax: 1), timeZone: "America/New_York");
        Hold(account, 0.1m);
        account.Pass(TimeSpan.FromHours(14));
        Denied(account, Add(account, 0.1m), "daily-orders-limit", "1 entries today", "1");
        account.Pass(TimeSpan.FromHours(4));
        Passed(account, Add(account, 0.1m));
    }

    [Fact]
    public void Duplicate_WithinTheWindow_IsRefusedAndAnotherOneIsNot()
    {
        var account = With(new RiskLimits(DuplicateSeconds: 10));
        Hold(account, 0.1m);
        Denied(account, Add(account, 0.1m), "duplicate-order", "0.0 s ago", "10 s");
        Passed(account, Add(account, 0.2m));
        account.Pass(TimeSpan.FromSeconds(11));
        Passed(account, Add(account, 0.1m));
    }

    [Theory]
    [InlineData(61_900, true)]
    [InlineData(60_500, false)]
    [InlineData(10_000, false)]
    public void PriceCollar_LooksAtTheWorseSideOnly(double limit, bool isDenied)
    {
        var account = With(new RiskLimits(PriceCollarPercent: 3m));
        var trade = account.Signal(SignalAction.Buy, 0.1m, signal => signal.Order = new() { Type = OrderType.Limit, LimitPrice = new((decimal)limit) });
        if (isDenied)
        {
            Denied(account, trade, "price-collar", "3.1667 %", "60000");
        }
        else
        {
            Passed(account, trade);
        }
    }

    [Fact]
    public void Unpriced_AfterTheVenueWasAskedOnce_FailsClosed()
    {
        var account = With(new RiskLimits(OrderNotionalMax: 1_000_000m));
        account.Market = null;
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        Assert.Single(account.TakeEffects().OfType<Signalbox.Accounts.Effect.FetchQuote>());
        account.Do(new Signalbox.Accounts.AccountCommand.QuoteArrived(trade, AccountScenario.Btc.Id));
        Denied(account, trade, "unpriced", "No current price", "");
    }

    [Fact]
    public void SubscriptionLimit_HoldsForItsOwnEntriesOnly()
    {
        var account = With(new ScopedLimits(RiskScope.Of(new SubscriptionId("sub")), new(PositionQuantityMax: 0.2m)));
        Denied(account, account.Signal(SignalAction.Buy, 0.3m), "position-quantity-limit", "0.3", "0.2");
        Passed(account, account.Signal(SignalAction.Buy, 0.3m, signal => signal.Subscription = "other"));
    }

    [Fact]
    public void SharedLimit_WithoutTheLedger_FailsClosed()
    {
        var account = With(new ScopedLimits(RiskScope.Global, new(PositionQuantityMax: 1m)));
        Denied(account, account.Signal(SignalAction.Buy, 0.1m), "risk-ledger-unavailable", "all accounts together", "");
    }

    [Fact]
    public void SharedLimit_AddsWhatOthersHold()
    {
        var account = With(new ScopedLimits(RiskScope.Global, new(PositionQuantityMax: 1m)));
        account.Risk = RiskLedger.Apply(RiskState.Empty, new PositionNoted(
            new("other"), new(new("strategy"), AccountScenario.Btc.Id, new(-0.8m), new(60_000m))));
        Denied(account, account.Signal(SignalAction.Buy, 0.3m), "position-quantity-limit", "1.1", "1");
        Passed(account, account.Signal(SignalAction.Buy, 0.2m));
    }

    [Fact]
    public void Refusal_StaysWithTheTradeAsAVerdict()
    {
        var account = With(new RiskLimits(OrderNotionalMax: 1m));
        var trade = account.Signal(SignalAction.Buy, 0.1m);
        var judged = account.Events.OfType<TradeJudged>().Single(judged => judged.Trade == trade);
        var verdict = Assert.Single(judged.Verdicts);
        Assert.Equal(("risk-limits", false, "order-notional-limit"), (verdict.Rule, verdict.Passed, verdict.Code!));
        Assert.Equal(account.Trade(trade).Message, verdict.Detail);
    }

    internal static AccountScenario With(RiskLimits limits, string timeZone = "UTC") =>
        new(profile => profile with { Limits = Book(limits), TimeZone = timeZone });

    internal static AccountScenario With(ScopedLimits limits) => new(profile => profile with { Limits = new() { Items = [limits] } });

    internal static LimitBook Book(RiskLimits limits) => new() { Items = [new(RiskScope.Of(new AccountId("acct")), limits)] };

    internal static void Hold(AccountScenario account, decimal quantity) => Trade(account, account.Signal(SignalAction.Buy, quantity));

    internal static TradeId Add(AccountScenario account, decimal quantity) => account.Signal(SignalAction.Add, quantity);

    private static void Rest(AccountScenario account, decimal quantity)
    {
        var trade = account.Signal(SignalAction.Buy, quantity, signal =>
        {
            signal.Rules = new(AllowAddToPosition: true);
            signal.Order = new() { Type = OrderType.Limit, LimitPrice = new(59_000m) };
        });
        account.Accept(account.Trade(trade).EntryOrder!.Value);
        account.TakeEffects();
    }

    private static void Trade(AccountScenario account, TradeId trade)
    {
        account.AcceptAndFill(account.Trade(trade).EntryOrder!.Value, 60_000.1m);
        account.TakeEffects();
    }

    private static void Passed(AccountScenario account, TradeId trade)
    {
        Assert.Null(account.Trade(trade).Code);
        Assert.Equal(OrderState.Intended, account.State.Orders[account.Trade(trade).EntryOrder!.Value].State);
        Trade(account, trade);
    }

    private static void Denied(AccountScenario account, TradeId trade, string code, string compared, string with)
    {
        Assert.Equal((TradeStatus.Denied, code), (account.Trade(trade).Status, account.Trade(trade).Code!));
        Assert.Contains(compared, account.Trade(trade).Message!, StringComparison.Ordinal);
        Assert.Contains(with, account.Trade(trade).Message!, StringComparison.Ordinal);
        Assert.Null(account.Trade(trade).EntryOrder);
    }
}
