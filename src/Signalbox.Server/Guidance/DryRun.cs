using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Monitoring.Rehearsals;
using Signalbox.Strategies.Routing;
using Signalbox.Time;

namespace Signalbox.Server.Guidance;

/// <summary>What a signal would come to at one subscription.</summary>
/// <param name="Trade">Null where its account is switched off, not loaded yet, or too busy to be asked.</param>
internal sealed record DryTarget(SignalTarget Target, RehearsedTrade? Trade);

/// <summary>Asks accounts what they would do with a signal, without letting them do it.</summary>
internal sealed class DryRun(Deliveries deliveries, TimeProvider clock)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>Each signal of a batch is judged as if it came alone, against the positions found now.</summary>
    public async Task<IReadOnlyList<DryTarget>> AskAsync(SignalReceived received, CancellationToken cancel)
    {
        var asked = received.Targets.Select(target => (target, Answer: Ask(received, target))).ToList();
        var targets = new List<DryTarget>(asked.Count);
        foreach (var (target, answer) in asked)
        {
            var decision = answer is not null && await answer.EndsWithinAsync(AnswerWithin, clock, cancel) ? await answer : null;
            targets.Add(new(target, decision is null ? null : RehearsedTrade.Of(decision, new TradeId(received.Id, target.Subscription))));
        }

        return targets;
    }

    private Task<Accounts.Decision>? Ask(SignalReceived received, SignalTarget target) =>
        target.Refused is null or SignalTarget.Test
            ? deliveries.Rehearse(received with { Batch = null }, target with { StartsAfter = null, AfterFillOf = null })
            : null;
}
