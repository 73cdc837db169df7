using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Orders as the venue reads them, and its sentences for what is wrong with them.</summary>
internal sealed class HyperliquidParser(SandboxFloor floor)
{
    private long unnamed;

    public (OrderTerms? Terms, string? Refusal) Read(JsonElement json)
    {
        if (HyperliquidMarkets.Find(json.GetProperty("a").GetInt64()) is not { } asset || floor.Book(new(asset.Coin)) is null)
        {
            return (null, $"Asset does not exist. asset={json.GetProperty("a")}");
        }

        var price = Number(json, "p");
        var size = Number(json, "s");
        if (price is not > 0)
        {
            return (null, "Order has invalid price.");
        }

        if (size is not > 0)
        {
            return (null, "Order has zero size.");
        }

        if (Rounding.DownToLot(new(size.Value), asset.Lot).Value != size)
        {
            return (null, "Order has invalid size.");
        }

        var type = json.GetProperty("t");
        var trigger = type.TryGetProperty("trigger", out var waiting) ? waiting : default;
        var stop = trigger.ValueKind == JsonValueKind.Object ? Number(trigger, "triggerPx") : null;
        if (!asset.Takes(new(price.Value)) || (stop is { } at && !asset.Takes(new(at))))
        {
            return (null, $"Price must be divisible by tick size. asset={asset.Number}");
        }

        return (Terms(json, asset, (price.Value, size.Value), trigger, stop), null);
    }

    public static string Sentence(Refusal refusal, HyperliquidAsset asset) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds when asset.IsSpot => $"Insufficient spot balance asset={asset.Number}",
        RejectReason.NotShortable => $"Insufficient spot balance asset={asset.Number}",
        RejectReason.InsufficientFunds => $"Insufficient margin to place order. asset={asset.Number}",
        RejectReason.BelowMinimum when asset.IsSpot => $"Order must have minimum value of 10 USDC. asset={asset.Number}",
        RejectReason.BelowMinimum => $"Order must have minimum value of $10. asset={asset.Number}",
        RejectReason.PriceOutOfRange => $"Price must be divisible by tick size. asset={asset.Number}",
        RejectReason.WouldTriggerImmediately => $"Invalid TP/SL price. asset={asset.Number}",
        RejectReason.WouldTakeLiquidity => $"Post only order would have immediately matched, bbo was unknown. asset={asset.Number}",
        RejectReason.ReduceOnlyRefused => $"Reduce only order would increase position. asset={asset.Number}",
        RejectReason.UnknownOrder => "Order was never placed, already canceled, or filled.",
        _ => refusal.Message,
    };

    private OrderTerms Terms(JsonElement json, HyperliquidAsset asset, (decimal Price, decimal Size) numbers, JsonElement trigger, decimal? stop)
    {
        var side = json.GetProperty("b").GetBoolean() ? Side.Buy : Side.Sell;
        var life = json.GetProperty("t").TryGetProperty("limit", out var limit) ? limit.GetProperty("tif").GetString() : null;
        var isMarket = stop is not null && trigger.GetProperty("isMarket").GetBoolean();
        var takesProfit = stop is not null && trigger.GetProperty("tpsl").GetString() == "tp";
        return new()
        {
            // The ledger writes ids without the mark before them.
            ClientId = json.TryGetProperty("c", out var id) && id.GetString() is { Length: 34 } cloid ? cloid[2..] : $"unnamed-{Interlocked.Increment(ref unnamed).ToString(CultureInfo.InvariantCulture)}",
            Instrument = new(asset.Coin),
            Side = side,
            Type = stop is null ? OrderType.Limit : isMarket ? OrderType.Stop : OrderType.StopLimit,
            Quantity = new(numbers.Size),
            LimitPrice = isMarket ? null : new Price(numbers.Price),
            StopPrice = stop is { } at ? new Price(at) : null,
            Trigger = takesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
            TimeInForce = life is "Ioc" or "FrontendMarket" ? TimeInForce.Ioc : TimeInForce.Gtc,
            PostOnly = life == "Alo",
            ReduceOnly = json.GetProperty("r").GetBoolean(),
        };
    }

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && Decimals.TryParse(value.ToString(), out var number) ? number : null;
}
