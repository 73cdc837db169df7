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
}

/// <summary>Finds the subscriptions a signal goes to and resolves what holds at each.</summary>
public static class Router
{
    /// <summary>Why the strategy does not take this signal; null when it does.</summary>
    public static Refusal? Refuse(Signal signal, Strategy strategy)
    {
        if (!strategy.Enabled)
        {
            return new("strategy-disabled", $"The strategy {strategy.Name} is switched off. Switch it on to let it trade.");
        }

        return strategy.AllowedTickers.Count > 0 && !strategy.AllowedTickers.Contains(signal.Ticker, StringComparer.OrdinalIgnoreCase)
            ? new("unsupported-ticker", $"The ticker {signal.Ticker} is not among those the strategy {strategy.Name} allows. Allow it in the strategy, or correct the signal.", "ticker")
            : ImpossibleSignals.Refuse(signal);
    }

    public static SignalReceived Route(Signal signal, string reader, Arrival arrival, Strategy strategy, Catalogue catalogue)
    {
        var distinct = new Dictionary<ResolvedTerms, int>();
        var terms = new List<ResolvedTerms>();
        var targets = new List<SignalTarget>();
        foreach (var subscription in catalogue.SubscriptionsOf(strategy.Id).Where(subscription => subscription.Enabled))
        {
            var resolved = TermsResolver.Resolve(signal, subscription, strategy);
            if (!distinct.TryGetValue(resolved, out var index))
            {
                index = terms.Count;
                distinct.Add(resolved, index);
                terms.Add(resolved);
            }

            targets.Add(new(subscription.Id, subscription.Account, index, WhyClosed(subscription, catalogue)));
        }

        return new()
        {
            Id = arrival.Id,
            Strategy = strategy.Id,
            ReceivedAt = arrival.At,
            ValidUntil = arrival.At.AddSeconds(strategy.SignalValiditySeconds),
            Reader = reader,
            Raw = arrival.Raw,
            Signal = signal,
            ConfigurationVersion = catalogue.Version,
            Terms = ValueList.Create<ResolvedTerms>([.. terms]),
            Targets = ValueList.Create<SignalTarget>([.. targets]),
        };
    }

    private static string? WhyClosed(Subscription subscription, Catalogue catalogue) =>
        catalogue.Connections.GetValueOrDefault(subscription.Account) is { Status: ConnectionStatus.Enabled } ? null : "account-disabled";
}
