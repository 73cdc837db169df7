using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <param name="Target">Which target it is for.</param>
/// <param name="Since">When the phase began.</param>
public sealed record Swap(SwapPhase Phase, int Target, DateTimeOffset Since);

[System.Text.Json.Serialization.JsonConverter(typeof(Text.SnakeCaseEnumConverter<SwapPhase>))]
public enum SwapPhase
{
    /// <summary>The target was touched: the stop is being taken back to free its balance.</summary>
    Withdrawing,

    /// <summary>The target stands in the market; what it does not sell has a stop again.</summary>
    Working,

    /// <summary>It did not fill in time and is being taken back.</summary>
    Returning,
}

/// <summary>
/// Protection where a stop and a target cannot rest together. The stop rests. When the price touches a target the two are
/// swapped: cancel, wait for the release, send the target; unfilled after a second, the stop returns. Each step is an event,
/// so that a restart goes on from it. Where the venue takes the two as a pair, they rest as one.
/// </summary>
internal static class Swapping
{
    public static void Keep(Turn turn, Trade trade, Lot lot, StopLossTerms stop, Instrument instrument)
    {
        if (trade.ProfitTerms is not null)
        {
            MarketWatch.Keep(turn, instrument.Id);
        }

        switch (trade.Bracket.Swap?.Phase)
        {
            case SwapPhase.Withdrawing:
                Withdraw(turn, trade, lot, instrument);
                break;
            case SwapPhase.Working:
                Work(turn, trade, lot, stop, instrument);
                break;
            case SwapPhase.Returning:
                Return(turn, trade, lot, stop, instrument);
                break;
            default:
                Rest(turn, trade, lot, stop, instrument);
                break;
        }
    }

    /// <summary>The stop, or the pair, rests until a target is touched.</summary>
    private static void Rest(Turn turn, Trade trade, Lot lot, StopLossTerms stop, Instrument instrument)
    {
        if (RestingPairs.Keep(turn, trade, lot, instrument))
        {
            return;
        }

        if (trade.ProfitTerms is { } profit
            && Rests(turn.State, trade.Bracket.Stop)
            && Touched(turn, trade, lot, profit, instrument) is { } target
            && MaySwap(turn, trade))
        {
            turn.Record(new SwapAdvanced(trade.Id, new(SwapPhase.Withdrawing, target, turn.Now)));
            Withdraw(turn, turn.State.Trades[trade.Id], lot, instrument);
            return;
        }

        StopOrders.Keep(turn, trade, lot, stop);
    }

    private static void Withdraw(Turn turn, Trade trade, Lot lot, Instrument instrument)
    {
        if (LockedBalance.HasOpenLegs(turn.State, trade))
        {
            Protector.Withdraw(turn, trade);
            return;
        }

        var swap = trade.Bracket.Swap!;
        if (WishOf(trade, lot, swap.Target, instrument) is not { Wanted: not null } wish)
        {
            turn.Record(new SwapAdvanced(trade.Id, null));
            return;
        }

        turn.Record(new SwapAdvanced(trade.Id, swap with { Phase = SwapPhase.Working, Since = turn.Now }));
        RestingLeg.PlaceNew(turn, wish);
    }

    private static void Work(Turn turn, Trade trade, Lot lot, StopLossTerms stop, Instrument instrument)
    {
        var target = TargetOf(turn.State, trade);
        if (target is null or { State.IsTerminal: true })
        {
            turn.Record(new SwapAdvanced(trade.Id, null));
            return;
        }

        var rest = lot.Quantity.Abs() - target.Open;
        if (turn.Now - trade.Bracket.Swap!.Since >= turn.Profile.Bounds.TargetWaits || rest < Quantity.Zero)
        {
            turn.Record(new SwapAdvanced(trade.Id, trade.Bracket.Swap with { Phase = SwapPhase.Returning, Since = turn.Now }));
            OrderChanges.Cancel(turn, target, "The target was touched and did not fill; the stop returns.");
            return;
        }

        KeepRest(turn, trade, lot, stop, rest, instrument);
    }

    private static void Return(Turn turn, Trade trade, Lot lot, StopLossTerms stop, Instrument instrument)
    {
        var target = TargetOf(turn.State, trade);
        if (target is null or { State.IsTerminal: true })
        {
            turn.Record(new SwapAdvanced(trade.Id, null));
            return;
        }

        OrderChanges.Cancel(turn, target, "The stop returns.");
        KeepRest(turn, trade, lot, stop, lot.Quantity.Abs() - target.Open, instrument);
    }

    /// <summary>What the target does not bind has its stop meanwhile.</summary>
    private static void KeepRest(Turn turn, Trade trade, Lot lot, StopLossTerms stop, Quantity rest, Instrument instrument)
    {
        if (rest >= instrument.MinQuantity)
        {
            StopOrders.Keep(turn, trade, lot with { Quantity = Sides.Increasing(lot.Quantity).Directed(rest), Cost = lot.Cost * rest.Value / lot.Quantity.Abs().Value }, stop);
        }
    }

    private static int? Touched(Turn turn, Trade trade, Lot lot, TakeProfitTerms profit, Instrument instrument)
    {
        if (turn.FreshPrice(instrument.Id) is not { } price)
        {
            return null;
        }

        for (var i = 0; i < profit.Targets.Count; i++)
        {
            var isTouched = WishOf(trade, lot, i, instrument) is { Wanted.LimitPrice: { } level } && (lot.Quantity > Quantity.Zero ? price >= level : price <= level);
            if (isTouched)
            {
                return i;
            }
        }

        return null;
    }

    private static bool MaySwap(Turn turn, Trade trade)
    {
        var lately = 0;
        foreach (var at in trade.Bracket.Swaps)
        {
            lately += turn.Now - at < TimeSpan.FromMinutes(1) ? 1 : 0;
        }

        return lately < turn.Profile.Bounds.SwapsPerMinuteMax;
    }

    internal static LegWish WishOf(Trade trade, Lot lot, int target, Instrument instrument)
    {
        // Terms set meanwhile may have fewer targets than the one that was touched.
        var profit = trade.ProfitTerms is { } terms && target < terms.Targets.Count ? terms : null;
        var open = profit is null ? Quantity.Zero : Rounding.DownToLot(Targets.Open(profit, trade.Bracket.Targets, lot, instrument)[target], instrument.LotSize);
        var price = profit is null ? null : ProtectionLevels.Target(profit.Targets[target], lot, instrument);
        return new()
        {
            Trade = trade,
            Leg = Leg.TakeProfit,
            Target = target,
            Current = target < trade.Bracket.Targets.Count ? trade.Bracket.Targets[target] : new(),
            Side = Sides.Reducing(lot.Quantity),
            Type = OrderType.Limit,
            Wanted = open < instrument.MinQuantity || price is null ? null : new(open, price, null),
        };
    }

    private static Order? TargetOf(AccountState state, Trade trade)
    {
        var index = trade.Bracket.Swap!.Target;
        return index < trade.Bracket.Targets.Count && trade.Bracket.Targets[index].Order is { } id ? state.Orders.GetValueOrDefault(id) : null;
    }

    private static bool Rests(AccountState state, ProtectiveLeg leg) =>
        leg.Order is { } id && state.Orders.TryGetValue(id, out var order) && order is { State: OrderState.Accepted or OrderState.PartlyFilled, Pending: null };
}
