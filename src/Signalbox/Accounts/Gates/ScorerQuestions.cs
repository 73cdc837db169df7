using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>What a scorer is asked: the signal as it was read, and everything an expression could see besides.</summary>
public sealed record ScorerQuestion
{
    public required TradeId Trade { get; init; }

    public required AccountId Account { get; init; }

    public required StrategyId Strategy { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required string Gate { get; init; }

    public required ScorerTerms Terms { get; init; }

    public required Signal Signal { get; init; }

    /// <summary>The known values of <see cref="GateFields.All"/>, in that order.</summary>
    public required ValueList<GateInput> Context { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Asks somebody outside for a score. It always answers: what goes wrong is an answer too.</summary>
public interface IScorer
{
    Task<ScorerAnswer> AskAsync(ScorerQuestion question, CancellationToken cancel);
}

/// <summary>Where nobody can be asked.</summary>
public sealed class NoScorer : IScorer
{
    public static readonly NoScorer Instance = new();

    public Task<ScorerAnswer> AskAsync(ScorerQuestion question, CancellationToken cancel) =>
        Task.FromResult(ScorerAnswer.Failed(question.Gate, "This process has no scorer."));
}

internal static class ScorerQuestions
{
    public static ScorerQuestion Of(Turn turn, Trade trade, Gate gate) => new()
    {
        Trade = trade.Id,
        Account = turn.Profile.Account,
        Strategy = trade.Request.Strategy,
        Instrument = trade.Request.Instrument,
        Gate = gate.Name,
        Terms = gate.Scorer!,
        Signal = trade.Request.Signal!,
        Context = ContextOf(new GateFacts(TradeStart.ContextOf(turn, trade, trade.Plan!))),
        At = turn.Now,
    };

    private static ValueList<GateInput> ContextOf(GateFacts facts)
    {
        var known = new List<GateInput>();
        foreach (var field in GateFields.All)
        {
            if (facts.Field(field) is { IsMissing: false } value)
            {
                known.Add(new(field.Name, value.ToString()));
            }
        }

        return [.. known];
    }
}
