using Signalbox.Accounts;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Text;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

public sealed class ScorerTests
{
    private static readonly Gate Model = new("model", GateKind.Http, Threshold: 0.6m, Scorer: new("https://scorer.example/score", BudgetMs: 300));

    private readonly AccountScenario account = new();

    [Fact]
    public void Scorer_IsAskedBeforeTheFirstOrderAndDecides()
    {
        var trade = Buy([Model]);
        var question = Asked();
        Assert.Equal(TradeStage.Scoring, account.Trade(trade).Stage);
        Assert.Contains(new GateInput("position.side", "flat"), question.Context);
        Assert.Equal("BTCUSDT", question.Signal.Ticker);

        Answer(trade, 0.8m, reason: "Looks fine.");
        Assert.Single(account.TakePlaced());
        Assert.Equal("The scorer gave 0.8 in 12 ms; 0.6 is required. It said: Looks fine.", Verdict(trade, "gate:model").Detail);
    }

    [Fact]
    public void Scorer_BelowTheThreshold_DeniesAndLetsTheNextGo()
    {
        var first = Buy([Model]);
        var second = Buy([]);
        Assert.Equal(TradeStage.Waiting, account.Trade(second).Stage);

        Answer(first, 0.5m);
        Assert.Equal((TradeStatus.Denied, "gate-refused"), (account.Trade(first).Status, account.Trade(first).Code));
        Assert.Equal(second, account.State.Orders[account.TakePlaced().Single().Id].Ticket.Trade);
    }

    [Fact]
    public void Scorer_WithAVerdictOfItsOwn_IsBelievedOverTheThreshold()
    {
        var trade = Buy([Model]);
        account.Do(new AccountCommand.ScorerEnded(trade, new("model", 0.9m, false, "News at noon.", null, 12)));
        Assert.Equal("gate-refused", account.Trade(trade).Code);
    }

    [Theory]
    [InlineData(GateMissing.Refuse, TradeStatus.Denied)]
    [InlineData(GateMissing.Pass, TradeStatus.Pending)]
    public void Scorer_ThatFails_IsClosedOrOpenAsConfigured(GateMissing onFailure, TradeStatus expected)
    {
        var trade = Buy([Model with { Scorer = Model.Scorer! with { OnFailure = onFailure } }]);
        account.Do(new AccountCommand.ScorerEnded(trade, ScorerAnswer.Failed("model", "It answered 500.")));

        Assert.Equal(expected, account.Trade(trade).Status);
        Assert.Equal("The scorer gave no score: It answered 500.", Verdict(trade, "gate:model").Detail);
    }

    [Fact]
    public void Scorer_ThatNeverAnswers_EndsAtTheDeadline()
    {
        var trade = Buy([Model]);
        var deadline = account.TakeEffects().OfType<Effect.Schedule>().Single(effect => effect.Timer is TimerKey.StepDeadline { Stage: TradeStage.Scoring });
        account.Pass(deadline.Due - account.Now);
        account.Do(new AccountCommand.TimerElapsed(deadline.Timer));
        Assert.Equal("scorer-failed", account.Trade(trade).Code);

        // Its late answer changes nothing.
        Answer(trade, 1m);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Restart_WhileScoring_AsksAgainOnlyWhatHasNoAnswer()
    {
        var second = Model with { Name = "second" };
        var trade = Buy([Model, second]);
        Answer(trade, 0.8m);
        account.TakeEffects();

        account.Do(new AccountCommand.Recover(account.State.Profile!));
        var effects = account.TakeEffects();
        Assert.Equal(["second"], effects.OfType<Effect.AskScorer>().Select(ask => ask.Question.Gate));
        Assert.Contains(effects, effect => effect is Effect.Schedule { Timer: TimerKey.StepDeadline { Stage: TradeStage.Scoring } });

        account.Do(new AccountCommand.ScorerEnded(trade, new("second", 0.7m, null, null, null, 5)));
        Assert.Empty(account.TakePlaced());
        MergeThePicture();
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Score_IsWeighedByOtherGatesAndAdviceRefusesNothing()
    {
        var alignment = new Gate("align", GateKind.Alignment, Threshold: 0.7m, Rules: [new("model", "scores.model", 3m), new("flat", "position.side == \"flat\"")]);
        var advice = Model with { Scorer = Model.Scorer! with { IsAdvice = true } };
        var trade = Buy([advice, alignment]);
        Assert.DoesNotContain(account.Events.OfType<TradeJudged>(), judged => judged.Verdicts.Any(verdict => verdict.Rule == "gate:align"));

        Answer(trade, 0.5m);
        Assert.True(Verdict(trade, "gate:model").Passed);
        Assert.Equal((false, 0.625m), (Verdict(trade, "gate:align").Passed, Verdict(trade, "gate:align").Gate!.Score));
    }

    [Fact]
    public void Gate_OverAStaleMarket_AsksForAQuoteFirst()
    {
        account.Market = AccountScenario.Quote(60_000m, 60_000.1m, account.Now - TimeSpan.FromMinutes(1));
        var trade = Buy([new Gate("calm", GateKind.Expression, Expression: "market.spread < 1")]);
        Assert.Equal(trade, Assert.Single(account.TakeEffects().OfType<Effect.FetchQuote>()).Trade);

        account.Market = AccountScenario.Quote(60_000m, 60_000.1m, account.Now);
        account.Do(new AccountCommand.QuoteArrived(trade, AccountScenario.Btc.Id));
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void HaltedWhileScoring_OpensNothing()
    {
        var trade = Buy([Model]);
        account.Do(new AccountCommand.SetTradingState(TradingMode.Halted, "Enough.", "ada"));
        Answer(trade, 1m);
        Assert.Equal("halted", account.Trade(trade).Code);
        Assert.Empty(account.TakePlaced());
    }

    [Fact]
    public void Replace_WhileScoring_TakesItsPlace()
    {
        var first = Buy([Model]);
        account.TakeEffects();
        account.Signal(SignalAction.Sell, 0.5m, signal => signal.Rules = new(Conflicts: ConflictPolicy.Replace));
        Assert.Equal("replaced", account.Trade(first).Code);
        Assert.Equal(Side.Sell, account.TakePlaced().Single().Side);
    }

    [Fact]
    public void Answer_WhileTheVenuesPictureIsBeingMerged_BeginsNothingBeforeThat()
    {
        var trade = Buy([Model]);
        account.Do(new AccountCommand.StreamGap("The line broke."));
        Answer(trade, 0.9m);
        Assert.Empty(account.TakePlaced());

        MergeThePicture();
        Assert.Single(account.TakePlaced());
    }

    [Fact]
    public void Answer_OfAnotherGateOrASecondTime_IsIgnored()
    {
        var trade = Buy([Model]);
        account.Do(new AccountCommand.ScorerEnded(trade, new("stranger", 1m, null, null, null, 1)));
        Assert.Equal(TradeStage.Scoring, account.Trade(trade).Stage);
        Answer(trade, 0.8m);
        Answer(trade, 0.1m);
        Assert.Single(account.TakePlaced());
    }

    private void MergeThePicture()
    {
        account.Pass(TimeSpan.FromSeconds(1));
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(AccountScenario.Empty()), [], account.Now));
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Resume);
        account.Do(new AccountCommand.Resume(AccountScenario.Btc.Id));
    }

    private TradeId Buy(ValueList<Gate> gates) => account.Signal(SignalAction.Buy, 0.5m, signal => signal.Gates = gates);

    private ScorerQuestion Asked() => account.TakeEffects().OfType<Effect.AskScorer>().Single().Question;

    private void Answer(TradeId trade, decimal score, string? reason = null) =>
        account.Do(new AccountCommand.ScorerEnded(trade, new("model", score, null, reason, null, 12)));

    private Verdict Verdict(TradeId trade, string rule) =>
        account.Events.OfType<TradeJudged>().Last(judged => judged.Trade == trade).Verdicts.Single(verdict => verdict.Rule == rule);
}
