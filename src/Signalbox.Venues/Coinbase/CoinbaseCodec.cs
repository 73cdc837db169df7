using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>What Coinbase answers about orders and fills, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class CoinbaseCodec
{
    /// <summary>An id that was used before is answered with the order it belongs to: there is no second one.</summary>
    public static VenueOutcome? Accepted(WireReply reply) => WireJson.Read(reply, CoinbaseJson.Default.CoinbaseCreated) is { Success: true } created
        && (created.SuccessResponse?.OrderId ?? created.OrderId) is { Length: > 0 } number
            ? new VenueOutcome.Accepted(new(number))
            : null;

    public static VenueOutcome? Edited(WireReply reply) => WireJson.Read(reply, CoinbaseJson.Default.CoinbaseDone) is { Success: true } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>What became of each order of a batch of cancels.</summary>
    public static IReadOnlyDictionary<VenueOrderId, VenueOutcome>? Cancels(WireReply reply) =>
        WireJson.Read(reply, CoinbaseJson.Default.CoinbaseCancels) is { Results: { } results } && results.All(result => result.OrderId is { Length: > 0 })
            ? results.GroupBy(result => new VenueOrderId(result.OrderId!)).ToDictionary(group => group.Key, group => Decode(group.First()))
            : null;

    public static OrderReport? Order(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbaseOrderAnswer) is { Order: { } order } ? Decode(order) : null;

    public static CoinbasePage<OrderReport>? Orders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseOrderList) is { Orders: { } orders } page && WireJson.All(orders.Select(Decode)) is { } reports
            ? new(reports, page.HasNext == true ? Text(page.Cursor) : null)
            : null;

    /// <summary>What the venue reversed later never was.</summary>
    public static CoinbasePage<FillReport>? Fills(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, CoinbaseJson.Default.CoinbaseFillList) is not { Fills: { } fills } page)
        {
            return null;
        }

        var reversed = fills.Where(fill => fill.TradeType == "REVERSAL").Select(fill => fill.TradeId).ToHashSet();
        return WireJson.All(fills.Where(fill => !reversed.Contains(fill.TradeId)).Select(Decode)) is { } read ? new(read, fills.Count > 0 ? Text(page.Cursor) : null) : null;
    }

    private static VenueOutcome Decode(CoinbaseCancel result)
    {
        if (result.Success == true || result.FailureReason == "DUPLICATE_CANCEL_REQUEST")
        {
            return new VenueOutcome.Accepted(null);
        }

        var code = result.FailureReason ?? "UNKNOWN_CANCEL_FAILURE_REASON";
        return new Errors.VenueComplaint(CoinbaseErrors.Table.Find(CoinbaseErrors.Plain(code), ""), code, "The venue did not cancel the order.").Outcome;
    }

    private static OrderReport? Decode(CoinbaseOrder order)
    {
        var (form, terms) = Form(order);
        if (CoinbaseWords.StateOf(order.Status, order.TriggerStatus) is not { } state || CoinbaseWords.SideOf(order.Side) is not { } side
            || order is not { OrderId: { Length: > 0 } number, ProductId: { Length: > 0 } instrument })
        {
            return null;
        }

        var filled = order.FilledSize ?? 0;
        return Named(order.ClientOrderId, new()
        {
            VenueOrderId = new(number),
            Instrument = new(instrument),
            Side = side,
            Type = form.StartsWith("stop_limit", StringComparison.Ordinal) ? OrderType.StopLimit : CoinbaseWords.TypeOf(order.OrderType, terms?.LimitPrice is not null),
            TakesProfit = terms?.StopDirection is { } direction && (direction == "STOP_DIRECTION_STOP_UP") == (side == Side.Sell),
            State = state,
            // An order for an amount of money has no quantity but what has filled.
            Quantity = new(terms?.BaseSize ?? filled),
            FilledQuantity = new(filled),
            AveragePrice = filled > 0 ? CoinbaseWords.PriceOf(order.AverageFilledPrice) : null,
            LimitPrice = CoinbaseWords.PriceOf(terms?.LimitPrice),
            StopPrice = CoinbaseWords.PriceOf(terms?.StopPrice ?? terms?.StopTriggerPrice),
            TimeInForce = CoinbaseWords.LifeOf(order.TimeInForce),
            PostOnly = terms?.PostOnly == true,
            At = UnixTime.FromText(Text(order.LastUpdateTime) ?? Text(order.LastFillTime) ?? order.CreatedTime),
            Reason = Text(order.CancelMessage) ?? Text(order.RejectMessage) ?? CoinbaseWords.ReasonOf(order.RejectReason),
        });
    }

    internal static OrderReport Named(string? clientId, OrderReport report)
    {
        var ours = CoinbaseIds.Read(clientId);
        return report with { ClientOrderId = ours, ForeignClientId = ours is null ? clientId : null };
    }

    // Fills are known by their trade; what was made of one later, by its entry.
    private static FillReport? Decode(CoinbaseFill fill)
    {
        var id = fill.TradeType is null or "FILL" ? Text(fill.TradeId) ?? Text(fill.EntryId) : Text(fill.EntryId);
        if (id is null || CoinbaseWords.SideOf(fill.Side) is not { } side
            || fill is not { OrderId: { Length: > 0 } order, ProductId: { Length: > 0 } instrument, Price: > 0 and var price, Size: { } size })
        {
            return null;
        }

        return new()
        {
            FillId = new(id),
            VenueOrderId = new(order),
            Instrument = new(instrument),
            Side = side,
            Quantity = new(fill.SizeInQuote == true ? size / price : size),
            Price = new(price),
            Fee = new(fill.Commission ?? 0),
            FeeCurrency = QuoteOf(instrument),
            IsMaker = fill.LiquidityIndicator switch { "MAKER" => true, "TAKER" => false, _ => null },
            At = UnixTime.FromText(fill.TradeTime),
        };
    }

    // BTC-USDC pays in USDC; contracts (BIT-28JUL23-CDE, BTC-PERP-INTX) in dollars of their market.
    private static string QuoteOf(string instrument) =>
        instrument.EndsWith("-INTX", StringComparison.Ordinal) ? "USDC"
        : instrument.EndsWith("-CDE", StringComparison.Ordinal) ? "USD"
        : instrument[(instrument.LastIndexOf('-') + 1)..];

    private static (string Name, CoinbaseTerms? Terms) Form(CoinbaseOrder order)
    {
        foreach (var (name, terms) in order.OrderConfiguration ?? [])
        {
            if (terms is not null)
            {
                return (name, terms);
            }
        }

        return ("", null);
    }

    private static string? Text(string? text) => text is { Length: > 0 } ? text : null;
}

/// <param name="Next">How the next page is asked for; null after the last.</param>
public sealed record CoinbasePage<T>(IReadOnlyList<T> Items, string? Next);
