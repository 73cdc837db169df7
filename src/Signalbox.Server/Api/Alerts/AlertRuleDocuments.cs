using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Configuration.Alerts;

namespace Signalbox.Server.Api.Alerts;

/// <summary>Which incidents call a person. Of several rules the first that fits decides; what none fits calls, but reconciliation is only listed.</summary>
public sealed record AlertRuleDocument(
    [property: Required, Description("1 to 80 characters; each name once.")] string? Name = null,
    bool Enabled = true,
    [property: Description("Kinds of incidents; empty: every kind but emergency and naked, which are silenced by name alone.")] IReadOnlyList<string>? Kinds = null,
    [property: Description("Absent: whatever the strategy.")] string? StrategyId = null,
    [property: Description("Absent: at any account.")] string? AccountId = null,
    [property: Description("alert: a person is called; quiet: it is only listed.")] AlertEffect Effect = AlertEffect.Alert,
    [property: Description("Calls from so many on, counted within withinMinutes; 1: each.")] int Count = 1,
    [property: Description("1 to 1440.")] int WithinMinutes = 60,
    [property: Description("Until then what it fits is only listed.")] DateTimeOffset? MutedUntil = null)
{
    public static AlertRuleDocument Of(AlertRule rule) =>
        new(rule.Name, rule.Enabled, rule.Kinds, rule.Strategy, rule.Account, rule.Effect, rule.Count, rule.WithinMinutes, rule.MutedUntil);
}

public sealed record AlertRulesInput(
    [property: Required, Description("All of them, in the order they are asked; at most 50.")] IReadOnlyList<AlertRuleDocument>? Rules = null,
    [property: Required, Description("The version you read.")] long? Version = null);

/// <param name="Kinds">The kinds of incidents there are.</param>
public sealed record AlertRulesDocument(IReadOnlyList<AlertRuleDocument> Rules, long Version, IReadOnlyList<string> Kinds)
{
    public static AlertRulesDocument Of(AlertRuleList list) => new([.. list.Rules.Select(AlertRuleDocument.Of)], list.Version, AlertKinds.All);
}
