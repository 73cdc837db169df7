using Signalbox.Markets;
using Signalbox.Server.Api.Input;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Server.Api.Terms;

/// <summary>Each order type has its own prices; one that belongs to another type is a mistake, not a detail.</summary>
internal static class OrderReading
{
    public static OrderTerms? Read(OrderDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        check.Positive($"{path}.limitPrice", document.LimitPrice);
        check.Positive($"{path}.stopPrice", document.StopPrice);
        check.Positive($"{path}.trailAmount", document.TrailAmount);
        check.Positive($"{path}.trailPercent", document.TrailPercent);
        check.Below100($"{path}.trailPercent", document.TrailPercent);
        if (document.Type is not { } type)
        {
            check.Refuse($"{path}.type", $"An order type is required: {string.Join(", ", Enum.GetValues<OrderType>().Select(Words.Of))}.");
            return null;
        }

        CheckPrices(document, type, path, check);
        return new()
        {
            Type = type,
            LimitPrice = document.LimitPrice,
            StopPrice = document.StopPrice,
            TrailAmount = document.TrailAmount,
            TrailPercent = document.TrailPercent,
            PostOnly = document.PostOnly ?? false,
            VisibleQuantity = document.VisibleQuantity,
            QuotePrice = document.QuotePrice,
        };
    }

    private static void CheckPrices(OrderDocument document, OrderType type, string path, InputCheck check)
    {
        var name = Words.Of(type);
        if (type is OrderType.Stop or OrderType.StopLimit)
        {
            check.Require(document.StopPrice is not null, $"{path}.stopPrice", $"A {name} order needs a stop price.");
        }
        else
        {
            check.Absent($"{path}.stopPrice", document.StopPrice is null, $"A {name} order has no stop price. Leave it out, or choose stop or stop_limit.");
        }

        if (type is not (OrderType.Limit or OrderType.StopLimit))
        {
            check.Absent($"{path}.limitPrice", document.LimitPrice is null, $"A {name} order has no limit price. Leave it out, or choose limit or stop_limit.");
        }

        check.Absent($"{path}.postOnly", document.PostOnly is not true || type == OrderType.Limit, $"A {name} order takes liquidity, so it cannot be post-only. Choose limit.");
        check.Absent($"{path}.visibleQuantity", document.VisibleQuantity is null || type == OrderType.Limit, $"A {name} order does not rest in the book, so no part of it can be hidden. Choose limit.");
        check.Positive($"{path}.visibleQuantity", document.VisibleQuantity?.Value);
        if (type == OrderType.TrailingStop)
        {
            check.ExactlyOne(path, "trailAmount and trailPercent", document.TrailAmount is not null, document.TrailPercent is not null);
            return;
        }

        check.Absent($"{path}.trailAmount", document.TrailAmount is null, $"A {name} order does not trail. Leave it out, or choose trailing_stop.");
        check.Absent($"{path}.trailPercent", document.TrailPercent is null, $"A {name} order does not trail. Leave it out, or choose trailing_stop.");
    }
}
