using System.Globalization;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Strategies.Routing;

/// <summary>A signal that came in, before anyone decided what it means for an account.</summary>
public sealed record Arrival
{
    public required SignalId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Raw { get; init; }

    /// <summary>The signal it repeats; null for one of its own.</summary>
    public SignalId? ReplayOf { get; init; }
}

/// <summary>Exactly one of the two is set: the signals of a body with their targets, or why the strategy does not take it.</summary>
public readonly record struct Routed(IReadOnlyList<SignalReceived>? Signals, Refusal? Refusal);

/// <summary>Finds the subscriptions the signals of a body go to and resolves what holds at each.</summary>
public static class Router
{
    /// <summary>One signal that is refused refuses them all.</summary>
    public static Routed Route(Submission submission, string reader, Reading reading, Strategy strategy, Catalogue catalogue)
    {
        if (!strategy.Enabled)
        {
            return new(null, new("strategy-disabled", $"The strategy {strategy.Name} is switched off. Switch it on to let it trade."));
        }

        var signals = reading.Signals.Select(signal => SignalDefaults.Fill(signal, submission.Defaults, strategy)).ToArray();
        if (Refuse(signals, strategy, catalogue) is { } refusal)
        {
            return new(null, refusal);
        }

        var repairs = ValueList.Create<string>([.. reading.Repairs]);
        if (signals is [var single])
        {
            return new([Route(single, reader, submission.Arrival, strategy, catalogue) with { Repairs = repairs }], null);
        }

        var items = signals.Select((signal, index) => Route(signal, reader, ItemOf(submission.Arrival, index), strategy, catalogue) with { Repairs = repairs });
        return new(SignalBatch.Link(submission.Arrival.Id, [.. items]), null);
    }

    private static Refusal? Refuse(Signal[] signals, Strategy strategy, Catalogue catalogue)
    {
        for (var index = 0; index < signals.Length; index++)
        {
            if ((Refuse(signals[index], strategy) ?? TargetSelection.Refuse(signals[index], strategy, catalogue)) is { } refusal)
            {
                return signals.Length == 1 ? refusal : refusal with { Field = $"[{index}].{refusal.Field}" };
            }
        }

        return SignalBatch.Refuse(signals);
    }

    private static Arrival ItemOf(Arrival arrival, int index) => arrival with
    {
        Id = new($"{arrival.Id}.{(index + 1).ToString(CultureInfo.InvariantCulture)}"),
        Raw = index == 0 ? arrival.Raw : "",
    };

    /// <summary>Why the strategy does not take this signal; null when it does.</summary>
    private static Refusal? Refuse(Signal signal, Strategy strategy)
    {
        if (signal.Ticker.Length == 0 && signal.Action != SignalAction.Flatten)
        {
            return new("empty-ticker-name", "The signal names no ticker, and the strategy does not allow exactly one that could be meant. Name what to trade.", "ticker");
        }

        return signal.Ticker.Length > 0 && strategy.AllowedTickers.Count > 0 && !strategy.AllowedTickers.Contains(signal.Ticker, StringComparer.OrdinalIgnoreCase)
            ? new("unsupported-ticker", $"The ticker {signal.Ticker} is not among those the strategy {strategy.Name} allows. Allow it in the strategy, or correct the signal.", "ticker")
            : ImpossibleSignals.Refuse(signal);
    }

    private static SignalReceived Route(Signal signal, string reader, Arrival arrival, Strategy strategy, Catalogue catalogue)
    {
        var distinct = new Dictionary<ResolvedTerms, int>();
        var terms = new List<ResolvedTerms>();
        var targets = new List<SignalTarget>();
        foreach (var subscription in TargetSelection.Of(signal, strategy, catalogue))
        {
            var resolved = TermsResolver.Resolve(signal, subscription, strategy);
            if (!distinct.TryGetValue(resolved, out var index))
            {
                index = terms.Count;
                distinct.Add(resolved, index);
                terms.Add(resolved);
            }

            targets.Add(new(subscription.Id, subscription.Account, index, WhyClosed(signal, subscription, catalogue)));
        }

        return new()
        {
            Id = arrival.Id,
            Strategy = strategy.Id,
            ReceivedAt = arrival.At,
            ValidUntil = arrival.At.AddSeconds(strategy.SignalValiditySeconds),
            Reader = reader,
            Raw = arrival.Raw,
            ReplayOf = arrival.ReplayOf,
            Signal = signal,
            ConfigurationVersion = catalogue.Version,
            Terms = ValueList.Create<ResolvedTerms>([.. terms]),
            Targets = ValueList.Create<SignalTarget>([.. targets]),
        };
    }

    private static string? WhyClosed(Signal signal, Subscription subscription, Catalogue catalogue) =>
        signal.IsTest ? SignalTarget.Test
        : catalogue.Connections.GetValueOrDefault(subscription.Account) is { Status: ConnectionStatus.Enabled } ? null
        : "account-disabled";
}
