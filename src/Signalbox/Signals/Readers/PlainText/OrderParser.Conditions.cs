using System.Text;
using System.Text.Json;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>What must hold, when to act, what the order is called, and which option is meant.</summary>
internal ref partial struct OrderParser
{
    private bool TakeCondition(Keyword keyword, Token token)
    {
        switch (keyword)
        {
            case Keyword.If:
                draft.Guards = draft.Guards with { RequiredPosition = TakeSide("flat, long or short") };
                return true;
            case Keyword.Stay:
                draft.Sentiment = TakeSide("flat, long or short") switch
                {
                    RequiredPosition.Long => Sentiment.Bullish,
                    RequiredPosition.Short => Sentiment.Bearish,
                    RequiredPosition.Flat => Sentiment.Flat,
                    _ => null,
                };
                return true;
            case Keyword.Spread:
                TakeSpread();
                return true;
            case Keyword.Slip:
                draft.Guards = draft.Guards with { SlippagePercentMax = TakePercent("a percentage such as 0.5%") };
                return true;
            case Keyword.Ttl:
                draft.Timing = draft.Timing with { CancelAfterSeconds = TakeSeconds() };
                return true;
            case Keyword.Delay:
                draft.Timing = draft.Timing with { DelaySeconds = TakeSeconds() };
                return true;
            case Keyword.Lag:
                draft.Timing = draft.Timing with { MaxLagSeconds = TakeSeconds() };
                return true;
            case Keyword.Until:
                draft.Timing = draft.Timing with { GoodTill = TakeTime() };
                return true;
            case Keyword.Anytime:
                draft.Timing = draft.Timing with { IgnoreTradingWindows = true };
                return true;
            default:
                return TakeSwitch(keyword, token);
        }
    }

    private bool TakeSwitch(Keyword keyword, Token token)
    {
        switch (keyword)
        {
            case Keyword.Reduce:
                draft.ReduceOnly = true;
                return true;
            case Keyword.Leverage:
                TakeLeverage();
                return true;
            case Keyword.ExtendedHours or Keyword.RegularHours:
                RefuseContradiction(draft.ExtendedHours is not null, token);
                draft.ExtendedHours = keyword == Keyword.ExtendedHours;
                return true;
            case Keyword.Clear or Keyword.Keep:
                RefuseContradiction(draft.CancelOpenOrders is not null, token);
                draft.CancelOpenOrders = keyword == Keyword.Clear;
                return true;
            case Keyword.Test:
                draft.IsTest = true;
                return true;
            default:
                return false;
        }
    }

    private bool TakeLabel(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Symbol:
                draft.Ticker = TakeText("a symbol");
                return true;
            case Keyword.On:
                draft.Account = TakeText("an account or a venue");
                return true;
            case Keyword.Id:
                draft.ExplicitId = TakeText("an id");
                return true;
            case Keyword.OrderId:
                draft.SenderOrderId = TakeText("an order id");
                return true;
            case Keyword.Sent:
                draft.SentAt = TakeTime();
                return true;
            case Keyword.Price:
                draft.SignalPrice = TakePrice("the price the sender saw");
                return true;
            case Keyword.Interval:
                draft.Interval = TakeText("a chart interval");
                return true;
            case Keyword.Group:
                draft.CancelGroup = TakeText("a group's name");
                return true;
            case Keyword.After:
                draft.AfterFillOf = TakeText("the id of another order of this batch");
                return true;
            case Keyword.Extras:
                TakeExtras();
                return true;
            default:
                return false;
        }
    }

    private bool TakeOption(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Call or Keyword.Put or Keyword.Both:
                draft.Option = draft.Option with { Right = keyword == Keyword.Call ? OptionRight.Call : keyword == Keyword.Put ? OptionRight.Put : OptionRight.Both };
                return true;
            case Keyword.InTheMoney or Keyword.OutOfTheMoney:
                draft.Option = draft.Option with { Moneyness = keyword == Keyword.InTheMoney ? Moneyness.InTheMoney : Moneyness.OutOfTheMoney };
                return true;
            case Keyword.Strike:
                draft.Option = draft.Option with { StrikePrice = TakePrice("a strike price") };
                return true;
            case Keyword.Expires:
                draft.Option = draft.Option with { Expiration = TakeText("a date such as 2026-05-08, or \"+6 months\"") };
                return true;
            case Keyword.Away:
                draft.Option = draft.Option with { StrikesAway = TakeCount("a number of strikes") };
                return true;
            case Keyword.Strikes:
                draft.Option = draft.Option with { StrikeCount = TakeCount("a number of strikes") };
                return true;
            default:
                return false;
        }
    }

    private void RefuseContradiction(bool isSet, Token token)
    {
        if (isSet)
        {
            Fail(token, "only one of the two in an order");
        }
    }

    private RequiredPosition? TakeSide(string expected)
    {
        RequiredPosition? side = TakeIf(Keyword.Flat) ? RequiredPosition.Flat
            : TakeIf(Keyword.Long) ? RequiredPosition.Long
            : TakeIf(Keyword.Short) ? RequiredPosition.Short
            : null;
        if (side is null)
        {
            FailNext(expected);
        }

        return side;
    }

    private void TakeSpread()
    {
        var spread = TakeDistance("the widest spread: 0.5 in price, or 0.1%");
        draft.Guards = draft.Guards with
        {
            SpreadMax = spread?.Amount ?? draft.Guards.SpreadMax,
            SpreadPercentMax = spread?.Percent ?? draft.Guards.SpreadPercentMax,
        };
        if (spread is { Amount: not null } && PeekAmount() is { Unit: AmountUnit.Percent, Value: > 0 } percent)
        {
            Take();
            draft.Guards = draft.Guards with { SpreadPercentMax = percent.Value };
        }
    }

    private decimal? TakePercent(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Percent or AmountUnit.Plain, Value: > 0 } amount)
        {
            Take();
            return amount.Value;
        }

        FailNext(expected);
        return null;
    }

    private void TakeLeverage()
    {
        var word = Peek().Kind == TokenKind.Word ? Of(Peek()) : [];
        var number = word is [.., 'x' or 'X'] ? word[..^1] : word;
        if (Amount.TryRead(number) is { Unit: AmountUnit.Plain, Value: > 0 } leverage)
        {
            Take();
            draft.Leverage = leverage.Value;
        }
        else
        {
            FailNext("a leverage such as 5x");
        }
    }

    private void TakeExtras()
    {
        var json = hasPeeked ? peeked : tokens.JsonObject();
        if (JsonBody.Parse(Encoding.UTF8.GetBytes(Of(json).ToString())).Root is { Kind: JsonValueKind.Object } root)
        {
            hasPeeked = false;
            draft.Extras = root.ToElement();
        }
        else
        {
            Fail(json, "a JSON object");
        }
    }
}
