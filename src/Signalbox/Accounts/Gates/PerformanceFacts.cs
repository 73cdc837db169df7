using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Accounts.Gates;

/// <summary>Of the trades this subscription closed in the instrument.</summary>
internal static class PerformanceFacts
{
    public static GateValue WinsInARow(GateFacts facts)
    {
        var recent = facts.Record.Recent;
        var wins = 0;
        while (wins < recent.Count && recent[recent.Count - 1 - wins].Profit.Value >= 0)
        {
            wins++;
        }

        return GateValue.Of((decimal)wins);
    }

    /// <summary>Since midnight where the account's trading day begins.</summary>
    public static (decimal Profit, int Trades) Today(GateFacts facts)
    {
        var (state, recent) = (facts.Context.State, facts.Record.Recent);
        var today = state.TradingDay(facts.Now);
        var (profit, trades) = (0m, 0);
        for (var i = recent.Count - 1; i >= 0 && state.TradingDay(recent[i].At) == today; i--)
        {
            profit += recent[i].Profit.Value;
            trades++;
        }

        return (profit, trades);
    }
}
