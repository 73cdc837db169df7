using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Configuration;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Alerts;

/// <summary>From the documents to the rules, with everything that is wrong noted in the check.</summary>
internal static class AlertRuleReading
{
    private const int RulesMax = 50;
    private const int NameCharsMax = 80;
    private const int CountMax = 1_000;
    private const int MinutesMax = 1_440;

    public static IReadOnlyList<AlertRule> Read(AlertRulesInput input, Catalogue catalogue, InputCheck check)
    {
        var rules = input.Rules ?? [];
        check.Require(input.Rules is not null, "rules", "Send all rules; an empty list means that every incident calls.");
        check.Require(rules.Count <= RulesMax, "rules", $"There are at most {RulesMax} rules.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. rules.Take(RulesMax).Select((rule, index) => Read(rule, $"rules[{index}]", names, catalogue, check))];
    }

    private static AlertRule Read(AlertRuleDocument rule, string path, HashSet<string> names, Catalogue catalogue, InputCheck check)
    {
        var name = rule.Name?.Trim() ?? "";
        var kinds = (rule.Kinds ?? []).Distinct().ToArray();
        check.Require(name.Length is >= 1 and <= NameCharsMax && StorableText.Is(name), $"{path}.name", $"A name has 1 to {NameCharsMax} characters, none of them a control character.");
        check.Require(names.Add(name), $"{path}.name", $"Another rule is called {name} too.");
        check.Require(Array.TrueForAll(kinds, AlertKinds.All.Contains), $"{path}.kinds", $"Expected kinds out of {string.Join(", ", AlertKinds.All)}.");
        check.Require(rule.StrategyId is null || catalogue.Strategy(new(rule.StrategyId)) is not null, $"{path}.strategyId", $"There is no strategy {rule.StrategyId}.");
        check.Require(rule.AccountId is null || catalogue.Connections.ContainsKey(new(rule.AccountId)), $"{path}.accountId", $"There is no account {rule.AccountId}.");
        check.Require(rule.Count is >= 1 and <= CountMax, $"{path}.count", $"Expected a whole number from 1 to {CountMax}.");
        check.Require(rule.WithinMinutes is >= 1 and <= MinutesMax, $"{path}.withinMinutes", $"Expected a whole number from 1 to {MinutesMax}.");
        return new()
        {
            Name = name, Enabled = rule.Enabled, Kinds = kinds, Strategy = rule.StrategyId, Account = rule.AccountId,
            Effect = rule.Effect, Count = rule.Count, WithinMinutes = rule.WithinMinutes, MutedUntil = rule.MutedUntil,
        };
    }
}
