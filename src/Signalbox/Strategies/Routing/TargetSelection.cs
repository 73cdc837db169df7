using Signalbox.Signals;

namespace Signalbox.Strategies.Routing;

/// <summary>
/// Which of a strategy's subscriptions a signal goes to: all that are switched on, or those of the account or venue it names;
/// of these the ones that trade its ticker.
/// </summary>
public static class TargetSelection
{
    public static IEnumerable<Subscription> Of(Signal signal, Strategy strategy, Catalogue catalogue) =>
        Named(signal, strategy, catalogue).Where(subscription => Trades(subscription, signal.Ticker));

    /// <summary>A name that selects nothing, or a ticker nobody trades, is a mistake; a strategy without subscriptions is answered as such.</summary>
    public static Refusal? Refuse(Signal signal, Strategy strategy, Catalogue catalogue)
    {
        var named = Named(signal, strategy, catalogue).ToArray();
        return named.Length == 0 && signal.Account is { } name
            ? new("no-target", $"No enabled subscription of the strategy {strategy.Name} has an account or a venue named {name}. Check the name, or subscribe such an account.", "account")
            : named.Length > 0 && !named.Any(subscription => Trades(subscription, signal.Ticker))
                ? new("unsupported-ticker", $"No subscription the signal is for allows the ticker {signal.Ticker}. Allow it in a subscription of the strategy {strategy.Name}, or correct the signal.", "ticker")
                : null;
    }

    private static IEnumerable<Subscription> Named(Signal signal, Strategy strategy, Catalogue catalogue) => catalogue.SubscriptionsOf(strategy.Id)
        .Where(subscription => subscription.Enabled && (signal.Account is not { } name || IsNamed(name, subscription, catalogue)));

    /// <summary>What names no ticker is for the whole account.</summary>
    private static bool Trades(Subscription subscription, string ticker) =>
        ticker.Length == 0 || subscription.AllowedTickers.Count == 0 || subscription.AllowedTickers.Contains(ticker, StringComparer.OrdinalIgnoreCase);

    private static bool IsNamed(string name, Subscription subscription, Catalogue catalogue) =>
        Same(name, subscription.Account.Value)
        || (catalogue.Connections.GetValueOrDefault(subscription.Account) is { } connection && (Same(name, connection.Name) || Same(name, connection.Broker)));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
