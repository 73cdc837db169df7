using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Strategies.Gates;
using Signalbox.Text;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class GateTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void Expression_ThatIsTrue_LetsTheEntryPassAndSaysWhy()
    {
        var trade = Buy([Expression("extras.rsi < 70 and position.side == \"flat\"")], extras: """{"rsi":"62.5"}""");

        Assert.Single(account.TakePlaced());
        var verdict = VerdictOf(trade, "gate:trend");
        Assert.Equal((true, 1m), (verdict.Passed, verdict.Gate!.Score));
        Assert.Equal("extras.rsi < 70 and position.side == \"flat\" is true: extras.rsi is 62.5, position.side is flat.", verdict.Detail);
        Assert.Equal([new("extras.rsi", "62.5"), new("position.side", "flat")], verdict.Gate.Inputs);
    }

    [Fact]
    public void Expression_ThatIsFalse_DeniesTheEntryWithTheValues()
    {
        var trade = account.Trade(Buy([Expression("extras.rsi < 70")], extras: """{"rsi":82}"""));

        Assert.Empty(account.TakePlaced());
        Assert.Equal((TradeStatus.Denied, "gate-refused", "extras.rsi < 70 is false: extras.rsi is 82."), (trade.Status, trade.Code, trade.Message));
    }

    [Theory]
    [InlineData(GateMissing.Refuse, TradeStatus.Denied)]
    [InlineData(GateMissing.Pass, TradeStatus.Pending)]
    public void Expression_WithoutAValue_DoesWhatIsConfigured(GateMissing whenMissing, TradeStatus expected)
    {
        var trade = Buy([Expression("extras.rsi < 70") with { WhenMissing = whenMissing }]);

        Assert.Equal(expected, account.Trade(trade).Status);
        Assert.Equal("extras.rsi < 70 has no value: extras.rsi is missing.", VerdictOf(trade, "gate:trend").Detail);
    }

    [Fact]
    public void Number_IsComparedWithTheThreshold()
    {
        var gate = Expression("clamp(extras.confidence / 100, 0, 1)") with { Threshold = 0.7m };
        Assert.Equal(TradeStatus.Denied, account.Trade(Buy([gate], extras: """{"confidence":69}""")).Status);
        Assert.Equal(TradeStatus.Pending, account.Trade(Buy([gate], extras: """{"confidence":70}""")).Status);
    }

    [Fact]
    public void Alignment_WeighsItsRulesAndShowsEachShare()
    {
        var gate = new Gate("align", GateKind.Alignment, Threshold: 0.7m, Rules:
        [
            new("trend", "extras.trend == \"up\"", 2m),
            new("momentum", "extras.rsi / 100", 1m),
            new("volume", "extras.volume > 1000", 1m),
        ]);
        var trade = Buy([gate], extras: """{"trend":"up","rsi":60}""");

        var verdict = VerdictOf(trade, "gate:align");
        Assert.Equal((false, 0.65m), (verdict.Passed, verdict.Gate!.Score));
        Assert.Equal("The alignment is 0.65 and 0.7 is required: trend 1 × 2, momentum 0.6 × 1, volume missing × 1.", verdict.Detail);
        Assert.Equal([0.5m, 0.15m, 0m], verdict.Gate.Parts.Select(part => part.Contribution));
    }

    [Fact]
    public void Exit_PassesUnlessTheGateJudgesEverything()
    {
        Hold();
        var never = Expression("false");
        account.Signal(SignalAction.Exit, setup: signal => signal.Gates = [never]);
        Assert.Single(account.TakePlaced());

        Fresh();
        Hold();
        var refused = account.Signal(SignalAction.Exit, setup: signal => signal.Gates = [never with { Judges = GateReach.Everything }]);
        Assert.Empty(account.TakePlaced());
        Assert.Equal("gate-refused", account.Trade(refused).Code);

        void Fresh() => account.AcceptAndFill(account.OrderOf(Signalbox.Accounts.Orders.Leg.Exit).Id, 60_000m);
    }

    [Fact]
    public void Reversal_WhoseEntryIsRefused_StillLeaves()
    {
        Hold();
        var trade = account.Signal(SignalAction.Sell, 1m, signal => signal.Gates = [Expression("signal.side == \"buy\"")]);
        var exit = Assert.Single(account.TakePlaced());
        Assert.True(exit.ReduceOnly);
        account.AcceptAndFill(exit.Id, 60_000m);

        Assert.Empty(account.TakePlaced());
        Assert.Equal(0m, account.Position);
        Assert.Equal((TradeStatus.Filled, "gate-refused", "The entry was dropped. signal.side == \"buy\" is false: signal.side is sell."),
            (account.Trade(trade).Status, account.Trade(trade).Code, account.Trade(trade).Message));
    }

    [Fact]
    public void Performance_IsThatOfTheClosedTrades()
    {
        foreach (var price in (decimal[])[60_100m, 59_900m, 59_900m])
        {
            Hold();
            account.Signal(SignalAction.Exit);
            account.AcceptAndFill(account.TakePlaced().Single().Id, price);
            account.Pass(TimeSpan.FromMinutes(1));
        }

        var trade = Buy([Expression("""
            performance.trades == 3 and performance.losses_in_a_row == 2 and performance.wins_in_a_row == 0 and performance.last_profit == -100
            and performance.profit_today == -100 and performance.trades_today == 3 and performance.seconds_since_close == 60
            and win_rate(2) == 0 and round(win_rate(10), 2) == 0.33 and profit(1) == -100 and profit(50) == -100
            """)]);
        Assert.True(VerdictOf(trade, "gate:trend").Passed, VerdictOf(trade, "gate:trend").Detail);
    }

    [Fact]
    public void EveryField_IsReadFromTheState()
    {
        Hold();
        account.Pass(TimeSpan.FromSeconds(30));
        var everything = string.Join(" and ", GateFields.All.Where(field => !OnlySometimes.Contains(field.Name)).Select(field => $"{field.Name} is not missing"));
        foreach (var half in everything.Split(" and market.bid"))
        {
            var expression = half.StartsWith(" is", StringComparison.Ordinal) ? $"market.bid{half}" : half;
            var trade = account.Signal(SignalAction.Add, 0.5m, signal => { signal.Gates = [Expression(expression)]; signal.SignalPrice = new(60_000m); });
            Assert.True(VerdictOf(trade, "gate:trend").Passed, VerdictOf(trade, "gate:trend").Detail);
            account.AcceptAndFill(account.TakePlaced()[^1].Id, 60_000m);
        }
    }

    /// <summary>Missing without a sentiment, a limit, leverage, a closed trade.</summary>
    private static readonly string[] OnlySometimes =
        ["signal.sentiment", "signal.limit_price", "signal.stop_price", "signal.leverage", "performance.last_profit", "performance.seconds_since_close"];

    private static Gate Expression(string text) => new("trend", GateKind.Expression, Expression: text);

    private void Hold()
    {
        account.Signal(SignalAction.Buy, 1m);
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
    }

    private TradeId Buy(ValueList<Gate> gates, string? extras = null) => account.Signal(SignalAction.Buy, 0.5m, signal =>
    {
        signal.Gates = gates;
        signal.Extras = extras;
    });

    private Verdict VerdictOf(TradeId trade, string rule) =>
        account.Events.OfType<TradeJudged>().Last(judged => judged.Trade == trade).Verdicts.Single(verdict => verdict.Rule == rule);
}
