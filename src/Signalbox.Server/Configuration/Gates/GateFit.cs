using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Gates;

/// <summary>What gates name must be there, whichever row changes: secrets in the vault, scorers beside them.</summary>
internal static class GateFit
{
    public static async Task<IReadOnlyList<FieldError>> OfStrategyAsync(StoreScope scope, Strategy strategy)
    {
        var errors = await SecretsAsync(scope, strategy.Gates);
        foreach (var row in await SubscriptionTable.PageAsync(scope, Sight.Whole, strategy.Id, "", int.MaxValue))
        {
            var subscription = row.ToSubscription();
            if (Scores(subscription, strategy) is { Count: > 0 } lost)
            {
                errors.Add(new("gates", $"The subscription {subscription.Id} weighs a scorer that would be missing: {lost[0].Scorer}."));
            }
        }

        return errors;
    }

    public static async Task<IReadOnlyList<FieldError>> OfSubscriptionAsync(StoreScope scope, Subscription subscription)
    {
        var errors = await SecretsAsync(scope, subscription.Gates);
        if (await StrategyTable.FindAsync(scope, subscription.Strategy) is { } strategy)
        {
            errors.AddRange(Scores(subscription, strategy.ToStrategy())
                .Select(lost => new FieldError(lost.Path, $"There is no scorer {lost.Scorer} among the gates of the subscription and its strategy.")));
        }

        return errors;
    }

    private static async Task<List<FieldError>> SecretsAsync(StoreScope scope, ValueList<Gate> gates)
    {
        var errors = new List<FieldError>();
        for (var index = 0; index < gates.Count; index++)
        {
            if (gates[index].Scorer?.SecretName is { } name && await GateSecretTable.FindAsync(scope, name) is null)
            {
                errors.Add(new($"gates[{index}].scorer.secretName", $"There is no gate secret {name}. Set it first."));
            }
        }

        return errors;
    }

    private static List<(string Path, string Scorer)> Scores(Subscription subscription, Strategy strategy)
    {
        var known = GateLists.Merge(strategy.Gates, subscription.Gates).Where(gate => gate.Value.Kind == GateKind.Http).Select(gate => gate.Value.Name).ToHashSet();
        var lost = new List<(string Path, string Scorer)>();
        for (var index = 0; index < subscription.Gates.Count; index++)
        {
            foreach (var (path, expression) in Expressions(subscription.Gates[index]))
            {
                lost.AddRange((GatePrograms.Of(expression)?.Scores ?? []).Where(scorer => !known.Contains(scorer)).Select(scorer => ($"gates[{index}].{path}", scorer)));
            }
        }

        return lost;
    }

    private static IEnumerable<(string Path, string Expression)> Expressions(Gate gate) => gate.Kind == GateKind.Alignment
        ? gate.Rules.Select((rule, index) => ($"rules[{index}].expression", rule.Expression))
        : gate.Expression is { } expression ? [("expression", expression)] : [];
}
