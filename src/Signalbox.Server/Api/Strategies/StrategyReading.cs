using Signalbox.Identity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Strategies;

internal static class StrategyReading
{
    private const int ValiditySecondsMax = 86_400;

    public static Strategy Read(StrategyInput input, StrategyId id, GateReading gates, InputCheck check)
    {
        check.Require(
            input.SignalValiditySeconds is >= 1 and <= ValiditySecondsMax, "signalValiditySeconds", $"Expected a whole number from 1 to {ValiditySecondsMax}.");
        return new()
        {
            Id = id,
            Name = check.Name("name", input.Name),
            Enabled = input.Enabled,
            AssetClass = input.AssetClass,
            TradingStyle = input.TradingStyle,
            Defaults = TermsReading.Read(input.Defaults, "defaults", check),
            AllowedTickers = [.. TickersReading.Read(input.AllowedTickers ?? [], check)],
            SignalValiditySeconds = input.SignalValiditySeconds,
            Windows = WindowsReading.Read(input.Windows, "windows", check),
            Gates = gates.Read(input.Gates, "gates", isWhole: true, check),
        };
    }
}
