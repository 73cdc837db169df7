using System.Text.Json.Serialization;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What was asked for a trade before it began, and what came of it.</summary>
public sealed record Scoring
{
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Scorers { get; init; }

    [JsonConverter(typeof(ValueListConverter<ScorerAnswer>))]
    public ValueList<ScorerAnswer> Answers { get; init; }

    /// <summary>A quote was asked for and has neither come nor failed yet.</summary>
    public bool AwaitsQuote { get; init; }

    public MarketView? Quote { get; init; }

    [JsonIgnore]
    public bool IsComplete => !AwaitsQuote && Answers.Count >= Scorers.Count;

    public ScorerAnswer? AnswerOf(string gate)
    {
        foreach (var answer in Answers)
        {
            if (answer.Gate == gate)
            {
                return answer;
            }
        }

        return null;
    }
}

/// <summary>
/// The stage between a trade's turn and its first order where somebody outside is asked. Once every answer is in, or its
/// time is over, the trade begins anew: it is planned and judged against what is found then.
/// </summary>
internal static class ScoringStage
{
    /// <summary>A little more than any budget: the runner's own limits end every question before this does.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromMilliseconds(ScorerTerms.BudgetMsMax + 2_000);

    /// <summary>Asks what the gates still need; false where they need nothing more.</summary>
    public static bool Ask(Turn turn, Trade trade, TradePlan plan, GateJudgement judgement)
    {
        if (trade.Scoring is not null || !judgement.IsPending)
        {
            return false;
        }

        turn.Record(new ScoringStarted(trade.Id, plan, judgement.Scorers, judgement.NeedsQuote));
        Resume(turn, turn.State.Trades[trade.Id]);
        return true;
    }

    /// <summary>Asks whatever has no answer yet: the first time, and again after a restart.</summary>
    public static void Resume(Turn turn, Trade trade)
    {
        var scoring = trade.Scoring!;
        turn.Wake(new TimerKey.StepDeadline(trade.Id, TradeStage.Scoring), Within);
        foreach (var resolved in trade.Request.Terms.Gates)
        {
            var gate = resolved.Value;
            if (scoring.Scorers.Contains(gate.Name) && scoring.AnswerOf(gate.Name) is null)
            {
                turn.Do(new Effect.AskScorer(ScorerQuestions.Of(turn, trade, gate)));
            }
        }

        if (scoring.AwaitsQuote)
        {
            turn.Do(new Effect.FetchQuote(trade.Request.Instrument, trade.Id));
        }
    }

    public static void OnAnswer(Turn turn, AccountCommand.ScorerEnded ended)
    {
        if (Waiting(turn, ended.Trade) is { Scoring: { } scoring } trade
            && scoring.Scorers.Contains(ended.Answer.Gate) && scoring.AnswerOf(ended.Answer.Gate) is null)
        {
            turn.Record(new ScorerAnswered(trade.Id, ended.Answer));
            Continue(turn, trade.Id);
        }
    }

    public static void OnQuote(Turn turn, Trade trade)
    {
        if (trade is { Stage: TradeStage.Scoring, Scoring.AwaitsQuote: true })
        {
            turn.Record(new ScoringQuoted(trade.Id, turn.MarketOf(trade.Request.Instrument)));
            Continue(turn, trade.Id);
        }
    }

    /// <summary>What did not answer by now has failed.</summary>
    public static void OnDeadline(Turn turn, Trade trade)
    {
        if (trade.Scoring!.AwaitsQuote)
        {
            turn.Record(new ScoringQuoted(trade.Id, null));
        }

        foreach (var gate in trade.Scoring.Scorers)
        {
            if (trade.Scoring.AnswerOf(gate) is null)
            {
                turn.Record(new ScorerAnswered(trade.Id, ScorerAnswer.Failed(gate, "It did not answer in time.")));
            }
        }

        Continue(turn, trade.Id);
    }

    private static Trade? Waiting(Turn turn, TradeId id)
    {
        turn.Touch(id);
        return turn.State.Trades.TryGetValue(id, out var trade) && trade.Stage == TradeStage.Scoring ? trade : null;
    }

    /// <summary>With every answer in it begins anew; entries wait on while the venue's picture is being merged.</summary>
    public static void Continue(Turn turn, TradeId id)
    {
        var trade = turn.State.Trades[id];
        if (trade.Scoring!.IsComplete && !TradeQueue.IsGated(turn.State, trade.Request))
        {
            TradeStart.Begin(turn, id);
        }
    }
}
