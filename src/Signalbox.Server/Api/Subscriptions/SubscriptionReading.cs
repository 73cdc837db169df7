using Signalbox.Identity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Subscriptions;

internal static class SubscriptionReading
{
    public static Subscription Read(SubscriptionInput input, SubscriptionId id, GateReading gates, InputCheck check) => new()
    {
        Id = id,
        Strategy = new(check.Id("strategyId", input.StrategyId, "strategy")),
        Account = new(check.Id("accountId", input.AccountId, "connection")),
        Enabled = input.Enabled,
        AllowedTickers = [.. TickersReading.Read(input.AllowedTickers ?? [], check)],
        Overrides = TermsReading.Read(input.Overrides, "overrides", check),
        SignalMaySet = (input.SignalMaySet ?? new()).ToSignalMaySet(),
        Rules = RulesReading.Read(input.Rules ?? new(), "rules", check),
        Gates = gates.Read(input.Gates, "gates", isWhole: false, check),
    };
}
