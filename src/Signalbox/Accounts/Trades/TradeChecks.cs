using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// What cannot be carried out at this account whatever its position is, found in the resolved terms when the signal comes:
/// a combination nobody can trade, or something the venue lacks and the account cannot stand in for.
/// </summary>
internal static class TradeChecks
{
    public static Refusal? Refuse(AccountProfile profile, TradeRequest request, DateTimeOffset now)
    {
        if (request is { Action: SignalAction.Target, TargetPosition: null })
        {
            return new("target-missing", "A signal for a target position needs the position to reach.", "position");
        }

        if (request.GoodTill <= now)
        {
            return new("good-till-past", $"The order was good till {request.GoodTill:u}, which is over.", "goodTill");
        }

        return (MayEnter(request) ? OfEntry(profile, request) : null)
            ?? (request.Action == SignalAction.Exit ? OfExit(profile, request) : null)
            ?? (request.Action is SignalAction.Protect ? OfProtection(request) : null);
    }

    private static bool MayEnter(TradeRequest request) =>
        request.Action is SignalAction.Buy or SignalAction.Sell or SignalAction.Add or SignalAction.Reverse or SignalAction.Target
        && request.Sentiment != Sentiment.Flat;

    private static Refusal? OfEntry(AccountProfile profile, TradeRequest request)
    {
        var terms = request.Terms;
        return ImpossibleTerms.Of(terms.EntrySize.Value)
            ?? OfOrder(profile, terms.EntryOrder.Value, terms.EntryTimeInForce.Value, request.GoodTill)
            ?? OfProtection(request)
            ?? OfRisk(terms.EntrySize.Value, terms.StopLoss.Value);
    }

    private static Refusal? OfExit(AccountProfile profile, TradeRequest request) =>
        (request.Terms.ExitSize.Value is { } size ? ImpossibleTerms.Of(size) : null)
        ?? OfOrder(profile, request.Terms.ExitOrder.Value, request.Terms.ExitTimeInForce.Value, request.GoodTill);

    private static Refusal? OfProtection(TradeRequest request)
    {
        var (stop, profit) = (request.Terms.StopLoss.Value, request.Terms.TakeProfit.Value);
        return (profit is not null ? ImpossibleTerms.Of(profit) : null)
            ?? (stop is not null ? ImpossibleTerms.Of(stop, profit?.Targets.Count ?? 0) : null);
    }

    /// <summary>A loss in money says nothing of the distance until the size is known, and the size is what is asked for.</summary>
    private static Refusal? OfRisk(SizeTerms size, StopLossTerms? stop) => Sizing.NeedsStop(size.Type) && stop is null or { LossAmount: not null, TrailAmount: null, TrailPercent: null }
        ? new("risk-needs-stop", "A size by risk needs a stop loss at a distance from the entry. Add a stop loss, or choose another quantity type.", "stopLoss")
        : null;

    private static Refusal? OfOrder(AccountProfile profile, OrderTerms order, TimeInForce life, DateTimeOffset? goodTill)
    {
        if (order.PostOnly && !profile.Capabilities.PostOnly)
        {
            return new("post-only-unsupported", $"{profile.Broker} has no post-only orders, and nobody else can promise that an order takes no liquidity.", "postOnly");
        }

        return ImpossibleTerms.Of(order) ?? ImpossibleTerms.Of(order, goodTill is null ? life : TimeInForce.Gtd, goodTill) ?? OrderLife.Refuse(profile, order.Type, life);
    }
}
