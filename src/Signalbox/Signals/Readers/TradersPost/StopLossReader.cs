using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>
/// The stopLoss object: a type, and for it exactly one of stopPrice, percent and amount, or of trailAmount and trailPercent.
/// Without a type the values say which one is meant.
/// </summary>
internal static class StopLossReader
{
    public static StopLossTerms? Read(JsonFields fields)
    {
        if (fields.Object("stopLoss", "invalid-stop-loss-value-required") is not { } loss)
        {
            return null;
        }

        var type = loss.Word("type", Words.StopLossTypes, "invalid-stop-loss-type", "stop, stop_limit or trailing_stop");
        var stop = new StopLossTerms
        {
            StopPrice = loss.Price("stopPrice", "invalid-stop-loss-stop-price"),
            Percent = loss.Positive("percent", "invalid-stop-loss-percent"),
            Amount = loss.Positive("amount", "invalid-stop-loss-amount"),
            LimitPrice = loss.Price("limitPrice", "invalid-stop-loss-limit-price"),
            TrailAmount = loss.Positive("trailAmount", "invalid-stop-loss-trail-amount") ?? loss.Positive("trailPrice", "invalid-stop-loss-trail-price"),
            TrailPercent = loss.Positive("trailPercent", "invalid-stop-loss-trail-percent"),
        };
        stop = stop with { Type = type ?? TypeBy(stop) };
        RefuseWhole(loss, "percent", stop.Percent, "invalid-stop-loss-percent");
        RefuseWhole(loss, "trailPercent", stop.TrailPercent, "invalid-stop-loss-trail-percent");
        if (stop.Type == StopLossType.TrailingStop)
        {
            RefuseTrailing(loss, stop);
        }
        else
        {
            RefuseFixed(loss, stop);
        }

        return stop;
    }

    private static void RefuseWhole(JsonFields loss, string name, decimal? percent, string code)
    {
        if (percent >= 100m)
        {
            loss.Refuse(code, $"The field stopLoss.{name} is a percentage below 100.", name);
        }
    }

    private static StopLossType TypeBy(StopLossTerms stop) =>
        (stop.TrailAmount ?? stop.TrailPercent) is not null ? StopLossType.TrailingStop
        : stop.LimitPrice is not null ? StopLossType.StopLimit
        : StopLossType.Stop;

    private static void RefuseTrailing(JsonFields loss, StopLossTerms stop)
    {
        if ((stop.TrailAmount ?? stop.TrailPercent) is null)
        {
            loss.Refuse("invalid-stop-loss-trail-value-required", "A trailing stop needs one of trailAmount and trailPercent.", "trailAmount");
        }
        else if (stop is { TrailAmount: not null, TrailPercent: not null })
        {
            loss.Refuse("invalid-stop-loss-trail-value", "A trailing stop has either a trailAmount or a trailPercent. Remove one of them.", "trailAmount");
        }
        else if (stop.StopPrice is not null || stop.LimitPrice is not null || (stop.Percent ?? stop.Amount) is not null)
        {
            loss.Refuse("invalid-stop-loss-trail-value", "A trailing stop has a trail alone. Remove its percent, amount, stopPrice and limitPrice.", "type");
        }
    }

    private static void RefuseFixed(JsonFields loss, StopLossTerms stop)
    {
        if (stop.TrailAmount is not null)
        {
            loss.Refuse("invalid-stop-loss-trail-amount", "A trailAmount needs the type trailing_stop.", "trailAmount");
        }
        else if (stop.TrailPercent is not null)
        {
            loss.Refuse("invalid-stop-loss-trail-percent", "A trailPercent needs the type trailing_stop.", "trailPercent");
        }
        else if (stop is { Percent: not null, Amount: not null })
        {
            loss.Refuse("invalid-stop-loss-amount-and-percent", "A stop loss has either a percent or an amount. Remove one of them.", "percent");
        }
        else if ((stop.StopPrice is not null || stop.LimitPrice is not null) && (stop.Percent ?? stop.Amount) is not null)
        {
            loss.Refuse("invalid-stop-loss-relative-and-absolute", "A stop loss has either prices or a distance. Remove one of them.", "stopPrice");
        }
        else if (stop is { Type: StopLossType.Stop, LimitPrice: not null })
        {
            loss.Refuse("invalid-stop-loss-limit-price", "A stop loss with a limitPrice needs the type stop_limit.", "limitPrice");
        }
        else if (stop is { StopPrice: null, LimitPrice: not null })
        {
            loss.Refuse("invalid-stop-loss-stop-price-required", "A stop loss with a limitPrice needs its stopPrice too.", "stopPrice");
        }
        else if (stop.StopPrice is null && (stop.Percent ?? stop.Amount) is null)
        {
            loss.Refuse("invalid-stop-loss-value-required", "A stop loss needs one of stopPrice, percent and amount.", "stopPrice");
        }
    }
}
