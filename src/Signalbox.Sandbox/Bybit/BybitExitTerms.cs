using Signalbox.Markets;
using Signalbox.Venues.Bybit;

namespace Signalbox.Sandbox.Bybit;

/// <summary>The exits that an order carries or that are set at a position.</summary>
/// <param name="IsPartial">Exits of a part: of what their order fills, or of a size. Otherwise of the whole position, at the market.</param>
internal sealed record BybitExitTerms(bool IsPartial, BybitExitLevel? Profit, BybitExitLevel? Loss)
{
    /// <summary>Null, and no fault, where none are asked for. A level of zero is none.</summary>
    /// <param name="side">The side that opens the position.</param>
    /// <param name="from">The price the levels must lie around.</param>
    public static (BybitExitTerms? Exits, BybitFault? Fault) Read(BybitFields fields, Side side, Price? from)
    {
        if (fields["tpslMode"] is not (null or "Full" or "Partial"))
        {
            return (null, BybitFault.Parameter("tpslMode"));
        }

        var isPartial = fields["tpslMode"] == "Partial";
        foreach (var (name, leg) in new[] { ("takeProfit", "tp"), ("stopLoss", "sl") })
        {
            if (fields[name] is not null && fields.Number(name) is not >= 0)
            {
                return (null, BybitFault.Parameter(name));
            }

            // Only exits of a part of the position may rest at a limit.
            if (fields[$"{leg}OrderType"] is not (null or "Market" or "Limit") || (fields[$"{leg}OrderType"] == "Limit" && (!isPartial || fields.Number($"{leg}LimitPrice") is not > 0)))
            {
                return (null, BybitFault.Parameter($"{leg}OrderType"));
            }
        }

        var exits = new BybitExitTerms(isPartial, LevelOf(fields, "takeProfit", "tp"), LevelOf(fields, "stopLoss", "sl"));
        return exits is { Profit: null, Loss: null } ? (null, null) : (exits, exits.RefusePassed(side, from));
    }

    private BybitFault? RefusePassed(Side side, Price? from)
    {
        var isLong = side == Side.Buy;
        return Profit is { } profit && from is { } price && (isLong ? profit.Trigger <= price : profit.Trigger >= price) ? Passed("TakeProfit", profit, isLong ? "higher" : "lower")
            : Loss is { } loss && from is { } level && (isLong ? loss.Trigger >= level : loss.Trigger <= level) ? Passed("StopLoss", loss, isLong ? "lower" : "higher")
            : null;

        BybitFault Passed(string name, BybitExitLevel exit, string where) =>
            new(10001, $"{name}:{exit.Trigger} set for {BybitWords.Of(side)} position should {where} than base_price:{from}??LastPrice");
    }

    private static BybitExitLevel? LevelOf(BybitFields fields, string name, string leg) => BybitWords.PriceOf(fields.Number(name)) is not { } trigger ? null
        : new(trigger, fields[$"{leg}OrderType"] == "Limit" ? BybitWords.PriceOf(fields.Number($"{leg}LimitPrice")) : null, fields[$"{leg}TriggerBy"] ?? "LastPrice");
}

/// <param name="Limit">Where it rests when it has triggered; null is at the market.</param>
/// <param name="By">The venue's word for the price that is watched. It is told again; what is watched here is the last.</param>
internal sealed record BybitExitLevel(Price Trigger, Price? Limit, string By);
