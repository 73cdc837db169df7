using Signalbox.Markets;
using Signalbox.Signals;

namespace Signalbox.Accounts.Trades;

/// <summary>Exactly one of the two is set.</summary>
public readonly record struct PlanResult(TradePlan? Plan, Refusal? Refusal)
{
    public static implicit operator PlanResult(TradePlan plan) => new(plan, null);

    public static implicit operator PlanResult(Refusal refusal) => new(null, refusal);
}

/// <summary>What an action means against the position that is found.</summary>
public static class TradePlanner
{
    /// <summary>Nothing to do: no refusal, but nothing was sent either.</summary>
    public const string AlreadyThere = "already-there";

    public static PlanResult Plan(TradeRequest request, Instrument instrument, Quantity position, bool hasOpenOrders) => request.Action switch
    {
        SignalAction.Cancel => Cancel(request, hasOpenOrders),
        SignalAction.Exit => Exit(request, position),
        SignalAction.Add => Add(request, position),
        SignalAction.Buy => Trade(request, instrument, position, Side.Buy),
        SignalAction.Sell => Trade(request, instrument, position, Side.Sell),
        SignalAction.Reverse => Reverse(request, instrument, position),
        SignalAction.Target => ReduceOnly(request, Target(request, instrument, position)),
        SignalAction.Flatten => new TradePlan { Flatten = true },
        SignalAction.Breakeven or SignalAction.Protect => Protect(request, position),
        _ => throw new InvalidOperationException($"{request.Action} has no plan."),
    };

    private static PlanResult Cancel(TradeRequest request, bool hasOpenOrders) => hasOpenOrders
        ? new TradePlan { CancelOpenOrders = true }
        : new Refusal("nothing-to-cancel", $"There is no open order of {request.Instrument} to cancel.");

    private static PlanResult Exit(TradeRequest request, Quantity position) => position.IsZero
        ? NoPosition(request, "exit")
        : new TradePlan
        {
            CancelOpenOrders = request.Terms.CancelOpenOrders.Value,
            Exit = request.Terms.ExitSize.Value is null ? ExitStep.Whole : ExitStep.Part,
        };

    private static PlanResult Reverse(TradeRequest request, Instrument instrument, Quantity position)
    {
        if (position.IsZero)
        {
            return NoPosition(request, "reverse");
        }

        var side = Sides.Reducing(position);
        return side == Side.Sell && !instrument.Shortable
            ? NotShortable(instrument)
            : new TradePlan { CancelOpenOrders = true, Exit = ExitStep.Whole, Enter = side };
    }

    /// <summary>Reaches a position from whatever is held: the same signal twice changes nothing the second time.</summary>
    private static PlanResult Target(TradeRequest request, Instrument instrument, Quantity position)
    {
        var target = new Quantity(Math.Sign(request.TargetPosition!.Value.Value) * Rounding.DownToLot(request.TargetPosition.Value.Abs(), instrument.LotSize).Value);
        if (target == position)
        {
            return new Refusal(AlreadyThere, $"The position in {request.Instrument} is {position} already.");
        }

        if (target < Quantity.Zero && !instrument.Shortable)
        {
            return NotShortable(instrument);
        }

        var isSameSide = Math.Sign(target.Value) == Math.Sign(position.Value) || position.IsZero || target.IsZero;
        var grows = target.Abs() > position.Abs();
        return new TradePlan
        {
            CancelOpenOrders = true,
            Exit = !isSameSide || target.IsZero ? ExitStep.Whole : grows ? ExitStep.None : ExitStep.Part,
            Enter = target.IsZero || (isSameSide && !grows) ? null : target > Quantity.Zero ? Side.Buy : Side.Sell,
        };
    }

    private static PlanResult ReduceOnly(TradeRequest request, PlanResult planned) => request.ReduceOnly && planned.Plan?.Enter is not null
        ? new Refusal("reduce-only-opens", $"Reaching that position in {request.Instrument} would open or grow one, and the signal is reduce-only.", "reduceOnly")
        : planned;

    private static PlanResult Protect(TradeRequest request, Quantity position) =>
        position.IsZero ? NoPosition(request, "protect") : new TradePlan { Protect = true };

    private static PlanResult Add(TradeRequest request, Quantity position) => position.IsZero
        ? NoPosition(request, "add to")
        : new TradePlan { Enter = Sides.Increasing(position) };

    private static PlanResult Trade(TradeRequest request, Instrument instrument, Quantity position, Side side) => request.Sentiment switch
    {
        _ when request.ReduceOnly => PartialExit(request, position, side),
        Sentiment.Flat => position.IsZero ? NoPosition(request, "exit") : new TradePlan { Exit = ExitStep.Whole, CancelOpenOrders = Cancels(request) },
        { } sentiment when sentiment != Of(side) => PartialExit(request, position, side),
        _ => Enter(request, instrument, position, side),
    };

    /// <summary>Buying while staying bearish covers a part of the short, and never opens a long.</summary>
    private static PlanResult PartialExit(TradeRequest request, Quantity position, Side side)
    {
        if (position.IsZero || Sides.Reducing(position) != side)
        {
            return NoPosition(request, "reduce");
        }

        return new TradePlan { Exit = request.Terms.ExitSize.Value is null ? ExitStep.Whole : ExitStep.Part };
    }

    private static PlanResult Enter(TradeRequest request, Instrument instrument, Quantity position, Side side)
    {
        if (position.IsZero)
        {
            return side == Side.Sell && !instrument.Shortable
                ? NotShortable(instrument)
                : new TradePlan { Enter = side, CancelOpenOrders = Cancels(request) };
        }

        return Sides.Increasing(position) == side ? AddBySignal(request, side) : Turn(request, instrument, side);
    }

    private static PlanResult AddBySignal(TradeRequest request, Side side) => request.Terms.Rules.AllowAddToPosition
        ? new TradePlan { Enter = side }
        : new Refusal("add-not-allowed",
            $"There is already a position in {request.Instrument} on this side and the subscription does not allow adding to it. Send the action add, or allow adding in the subscription.");

    private static TradePlan Turn(TradeRequest request, Instrument instrument, Side side) => new()
    {
        CancelOpenOrders = Cancels(request),
        Exit = ExitStep.Whole,
        Enter = request.Terms.Rules.AllowSideSwap && (side == Side.Buy || instrument.Shortable) ? side : null,
    };

    private static bool Cancels(TradeRequest request) => request.Terms.CancelOpenOrders.Value;

    private static Sentiment Of(Side side) => side == Side.Buy ? Sentiment.Bullish : Sentiment.Bearish;

    private static Refusal NotShortable(Instrument instrument) =>
        new("not-shortable", $"There is no position in {instrument.Id} to sell and it cannot be sold short.");

    private static Refusal NoPosition(TradeRequest request, string verb) =>
        new("no-position", $"There is no position in {request.Instrument} to {verb}.");
}
