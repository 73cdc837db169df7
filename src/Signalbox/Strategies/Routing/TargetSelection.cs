using Signalbox.Signals;

namespace Signalbox.Strategies.Routing;

/// <summary>
/// Which of a strategy's subscriptions a signal goes to: all that are switched on, or those of the account or venue it names.
/// </summary>
public static class TargetSelection
{
    public static IEnumerable<Subscription> Of(Signal signal, Strategy strategy, Catalogue catalogue) => catalogue.SubscriptionsOf(strategy.Id)
        .Where(subscription => subscription.Enabled && (signal.Account is not { } name || IsNamed(name, subscription, catalogue)));

    /// <summary>A name that selects nothing is a mistake; a strategy without subscriptions is answered as such.</summary>
    public static Refusal? Refuse(Signal signal, Strategy strategy, Catalogue catalogue) => signal.Account is { } name && !Of(signal, strategy, catalogue).Any()
        ? new("no-target", $"No enabled subscription of the strategy {strategy.Name} has an account or a venue named {name}. Check the name, or subscribe such an account.", "account")
        : null;

    private static bool IsNamed(string name, Subscription subscription, Catalogue catalogue) =>
        Same(name, subscription.Account.Value)
        || (catalogue.Connections.GetValueOrDefault(subscription.Account) is { } connection && (Same(name, connection.Name) || Same(name, connection.Broker)));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
