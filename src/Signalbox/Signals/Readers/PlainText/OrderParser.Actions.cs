using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>What to do, and with what kind of order.</summary>
internal ref partial struct OrderParser
{
    private bool TakeAction(Keyword keyword, Token token)
    {
        switch (keyword)
        {
            case Keyword.Buy or Keyword.Long:
                Act(SignalAction.Buy, token);
                return true;
            case Keyword.Sell or Keyword.Short:
                Act(SignalAction.Sell, token);
                return true;
            case Keyword.Close or Keyword.Flat:
                Act(SignalAction.Exit, token);
                TakeSideToClose();
                return true;
            case Keyword.Reverse:
                Act(SignalAction.Reverse, token);
                return true;
            case Keyword.Flatten:
                Act(SignalAction.Flatten, token);
                return true;
            case Keyword.Cancel:
                Act(SignalAction.Cancel, token);
                TakeWhatToCancel();
                return true;
            case Keyword.Add:
                Act(SignalAction.Add, token);
                return true;
            case Keyword.Protect:
                Act(SignalAction.Protect, token);
                return true;
            case Keyword.Breakeven when PeekKeyword() != Keyword.After:
                Act(SignalAction.Breakeven, token);
                draft.BreakevenOffset = TakeIf(Keyword.Offset) ? TakeNumber("how far beyond the average entry, in price") : null;
                return true;
            case Keyword.To or Keyword.Target:
                Act(SignalAction.Target, token);
                TakeTarget();
                return true;
            default:
                return false;
        }
    }

    private void Act(SignalAction action, Token token)
    {
        if (draft.Action is not null)
        {
            Fail(token, "only one action in an order", "Begin another order on a line of its own, or behind a semicolon.");
        }

        draft.Action = action;
    }

    private void TakeSideToClose()
    {
        RequiredPosition? side = TakeIf(Keyword.Long) ? RequiredPosition.Long : TakeIf(Keyword.Short) ? RequiredPosition.Short : null;
        draft.Guards = side is null ? draft.Guards : draft.Guards with { RequiredPosition = side };
    }

    private void TakeWhatToCancel()
    {
        draft.IncludeProtection = TakeIf(Keyword.All);
        var mustName = TakeIf(Keyword.Only);
        draft.CancelOrderType = TypeOf(PeekKeyword());
        if (draft.CancelOrderType is not null)
        {
            Take();
        }
        else if (mustName)
        {
            FailNext("an order type: market, limit, stop, stop_limit or trail");
        }
    }

    private void TakeTarget()
    {
        TakeIf(Keyword.Target);
        var sign = TakeIf(Keyword.Long) ? 1 : TakeIf(Keyword.Short) ? -1 : 0;
        if (sign == 0 && TakeIf(Keyword.Flat))
        {
            draft.TargetPosition = Quantity.Zero;
            return;
        }

        var number = sign == 0 ? TakeNumber("the position to reach; below zero is short") : TakePositive("the size of the position to reach");
        draft.TargetPosition = number is { } position ? new(sign == 0 ? position : sign * position) : null;
    }

    private bool TakeOrder(Keyword keyword, Token token)
    {
        switch (keyword)
        {
            case Keyword.Market or Keyword.Limit or Keyword.Stop or Keyword.StopLimit:
                TakeType(keyword, token);
                return true;
            case Keyword.Trail when draft.Action is null or SignalAction.Exit:
                TakeEntryTrail(token);
                return true;
            case Keyword.At:
                TakeType(Keyword.Limit, token);
                draft.Order = draft.Order with { LimitPrice = TakePrice("a price") };
                return true;
            case Keyword.Post:
                draft.Order = draft.Order with { PostOnly = true };
                return true;
            case Keyword.Show:
                draft.Order = draft.Order with { VisibleQuantity = TakePositive("the quantity to show at a time") is { } shown ? new(shown) : null };
                return true;
            case Keyword.Quote:
                quoteToken = token;
                TakeQuote();
                return true;
            case Keyword.TimeInForce:
                draft.TimeInForce = Keywords.TimeInForceOf(Of(token));
                return true;
            default:
                return false;
        }
    }

    private void TakeType(Keyword keyword, Token token)
    {
        var type = TypeOf(keyword)!.Value;
        draft.Type = (draft.Type, type) switch
        {
            (null, _) => type,
            (OrderType.Stop, OrderType.Limit) or (OrderType.Limit, OrderType.Stop) => OrderType.StopLimit,
            (OrderType.Limit, OrderType.Limit) => OrderType.Limit,
            (OrderType.StopLimit, OrderType.Limit) => OrderType.StopLimit,
            _ => null,
        };
        if (draft.Type is null)
        {
            Fail(token, "only one order type in an order");
        }
        else if (keyword is Keyword.Limit && Of(token) is not ['a' or 'A', 't' or 'T'] && TakePriceIfThere() is { } limit)
        {
            draft.Order = draft.Order with { LimitPrice = limit };
        }
        else if (keyword is Keyword.Stop or Keyword.StopLimit && TakePriceIfThere() is { } stop)
        {
            draft.Order = draft.Order with { StopPrice = stop };
        }
    }

    private void TakeEntryTrail(Token token)
    {
        var trail = TakeDistance("how far to trail: 1%, or $50");
        if (draft.Action is null && TakeIf(Keyword.From))
        {
            // Only a stop waits for a profit before it trails.
            Stop = Stop with { Type = StopLossType.TrailingStop, TrailPercent = trail?.Percent, TrailAmount = trail?.Amount };
            TakeTrailStart();
            return;
        }

        TakeType(Keyword.Trail, token);
        draft.Order = draft.Order with { TrailPercent = trail?.Percent, TrailAmount = trail?.Amount };
    }

    private void TakeQuote()
    {
        draft.Order = draft.Order with { QuotePrice = Peek().Kind == TokenKind.Word ? Keywords.QuotePriceOf(Of(Peek())) : null };
        if (draft.Order.QuotePrice is null)
        {
            FailNext("ask, bid, mid, last, mark or ask_bid");
        }
        else
        {
            Take();
        }
    }

    private static OrderType? TypeOf(Keyword keyword) => keyword switch
    {
        Keyword.Market => OrderType.Market,
        Keyword.Limit => OrderType.Limit,
        Keyword.Stop => OrderType.Stop,
        Keyword.StopLimit => OrderType.StopLimit,
        Keyword.Trail => OrderType.TrailingStop,
        _ => null,
    };
}
