using Signalbox.Identity;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Subscriptions;

internal static class SubscriptionReading
{
    private const decimal MultiplierMax = 1_000m;
    private const int WaitSecondsMax = 600;

    public static Subscription Read(SubscriptionInput input, SubscriptionId id, InputCheck check) => new()
    {
        Id = id,
        Strategy = new(check.Id("strategyId", input.StrategyId, "strategy")),
        Account = new(check.Id("accountId", input.AccountId, "connection")),
        Enabled = input.Enabled,
        Overrides = TermsReading.Read(input.Overrides, "overrides", check),
        SignalMaySet = (input.SignalMaySet ?? new()).ToSignalMaySet(),
        Rules = Rules(input.Rules ?? new(), check),
    };

    private static TradeRules Rules(RulesDocument rules, InputCheck check)
    {
        check.Require(rules.QuantityMultiplier is > 0 and <= MultiplierMax, "rules.quantityMultiplier", $"Expected a number above 0 and at most {MultiplierMax}.");
        check.Require(rules.WaitSecondsMax is >= 1 and <= WaitSecondsMax, "rules.waitSecondsMax", $"Expected a whole number from 1 to {WaitSecondsMax}.");
        return rules.ToRules();
    }
}
