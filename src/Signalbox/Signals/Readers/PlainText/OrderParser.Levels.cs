using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Stops and targets.</summary>
internal ref partial struct OrderParser
{
    private const string LevelExpected = "a level: @60000 for a price, off 2% or off $50 for a distance";

    private StopLossTerms Stop
    {
        get => draft.Stop ?? new();
        set => draft.Stop = value;
    }

    private bool TakeLevel(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.StopLoss:
                TakeStopLoss();
                return true;
            case Keyword.TakeProfit:
                TakeTakeProfit();
                return true;
            case Keyword.Trail:
                TakeTrailingStop();
                return true;
            case Keyword.Breakeven:
                TakeBreakevenAfter();
                return true;
            default:
                return false;
        }
    }

    private void TakeStopLoss()
    {
        if (TakeIf(Keyword.Trail))
        {
            TakeTrailingStop();
            return;
        }

        if (TakeIf(Keyword.Loss))
        {
            Stop = Stop with { LossAmount = TakeMoney("the loss in money, such as $100") };
        }
        else if (TakeLevelValue() is { } level)
        {
            Stop = Stop with { StopPrice = level.Price, Percent = level.Percent, Amount = level.Amount };
        }

        if (TakeIf(Keyword.Limit))
        {
            Stop = Stop with { Type = StopLossType.StopLimit, LimitPrice = TakePriceIfThere() };
        }
        else if (TakeIf(Keyword.Trail))
        {
            TakeTrailingStop();
        }
    }

    private void TakeTakeProfit()
    {
        var target = new TargetTerms();
        if (TakeIf(Keyword.Profit))
        {
            target = target with { ProfitAmount = TakeMoney("the profit in money, such as $200") };
        }
        else if (TakeLevelValue() is { } level)
        {
            target = target with { LimitPrice = level.Price, Percent = level.Percent, Amount = level.Amount };
        }

        if (PeekAmount() is { Unit: AmountUnit.Percent, Value: > 0 and <= 100 } share)
        {
            Take();
            target = target with { SharePercent = share.Value };
        }

        (draft.Targets ??= []).Add(target);
    }

    private void TakeTrailingStop()
    {
        Stop = Stop with { Type = StopLossType.TrailingStop };
        if (PeekAmount() is not null || PeekKeyword() == Keyword.Off || (Stop.Percent ?? Stop.Amount) is null)
        {
            TakeIf(Keyword.Off);
            var trail = TakeDistance("how far to trail: 1%, or $50");
            Stop = Stop with { TrailPercent = trail?.Percent, TrailAmount = trail?.Amount };
        }

        if (TakeIf(Keyword.From))
        {
            TakeTrailStart();
        }
    }

    private void TakeTrailStart()
    {
        switch (PeekAmount())
        {
            case { Unit: AmountUnit.Percent, Value: > 0 } percent:
                Take();
                Stop = Stop with { TrailFromPercent = percent.Value };
                break;
            case { Unit: AmountUnit.Price, Value: > 0 } price:
                Take();
                Stop = Stop with { TrailFromPrice = new(price.Value) };
                break;
            default:
                FailNext("where trailing begins: 2% in profit, or @61000");
                break;
        }
    }

    /// <summary><c>be after tp1 offset 0.5</c>: the stop goes to the entry once so many targets are filled.</summary>
    private void TakeBreakevenAfter()
    {
        Take();
        var word = Peek().Kind == TokenKind.Word ? Of(Peek()) : [];
        var digits = word is ['t' or 'T', 'p' or 'P', ..] ? word[2..] : word;
        if (digits.Length is 0 or > 2 || !int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var after) || after == 0)
        {
            FailNext("a target such as tp1");
            return;
        }

        Take();
        Stop = Stop with { BreakevenAfterTarget = after };
        if (TakeIf(Keyword.Offset))
        {
            Stop = Stop with { BreakevenOffset = TakeNumber("how far beyond the average entry, in price") };
        }
    }

    private (Price? Price, decimal? Percent, decimal? Amount)? TakeLevelValue()
    {
        var isDistance = TakeIf(Keyword.Off);
        switch (PeekAmount())
        {
            case { Unit: AmountUnit.Price, Value: > 0 } price when !isDistance:
                Take();
                return (new(price.Value), null, null);
            case { Unit: AmountUnit.Percent, Value: > 0 } percent:
                Take();
                return (null, percent.Value, null);
            case { Unit: AmountUnit.Money, Value: > 0 } money:
                Take();
                return (null, null, money.Value);
            case { Unit: AmountUnit.Plain, Value: > 0 } plain when isDistance:
                Take();
                return (null, null, plain.Value);
            case { Unit: AmountUnit.Plain, Value: > 0 }:
                var written = Of(Peek()).ToString();
                Fail(Peek(), LevelExpected, $"Write @{written} for the price, or off {written} for the distance.");
                return null;
            default:
                FailNext(LevelExpected);
                return null;
        }
    }

    private (decimal? Percent, decimal? Amount)? TakeDistance(string expected)
    {
        switch (PeekAmount())
        {
            case { Unit: AmountUnit.Percent, Value: > 0 } percent:
                Take();
                return (percent.Value, null);
            case { Unit: AmountUnit.Money or AmountUnit.Plain, Value: > 0 } amount:
                Take();
                return (null, amount.Value);
            default:
                FailNext(expected);
                return null;
        }
    }

    private Money? TakeMoney(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Money or AmountUnit.Plain, Value: > 0 } amount)
        {
            Take();
            return new(amount.Value);
        }

        FailNext(expected);
        return null;
    }
}
