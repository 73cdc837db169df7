using Signalbox.Markets;

namespace Signalbox.Signals.Terms;

/// <summary>A stop stands on the losing side of the entry, a target on the winning one.</summary>
public static class ProtectionSides
{
    public static Refusal? RefuseStop(Side entrySide, Price entry, Price stop) => entrySide.Sign * (entry - stop) <= 0
        ? new("stop-wrong-side", $"The stop at {stop} would be hit at once: {Bought(entrySide)} at {entry}, it must be {(entrySide == Side.Buy ? "below" : "above")} that.", "stopLoss.stopPrice")
        : null;

    public static Refusal? RefuseTargets(Side entrySide, Price entry, TakeProfitTerms profit)
    {
        for (var i = 0; i < profit.Targets.Count; i++)
        {
            if (profit.Targets[i].LimitPrice is { } target && entrySide.Sign * (target - entry) <= 0)
            {
                return new("target-wrong-side",
                    $"The target at {target} would be reached at once: {Bought(entrySide)} at {entry}, it must be {(entrySide == Side.Buy ? "above" : "below")} that.", $"takeProfit.targets[{i}].limitPrice");
            }
        }

        return null;
    }

    private static string Bought(Side side) => side == Side.Buy ? "bought" : "sold";
}
