using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>Orders, fills, positions and assets as Alpaca writes them.</summary>
internal sealed class AlpacaReports(AlpacaRevisions revisions, AlpacaBrackets brackets)
{
    /// <param name="isNested">With the legs that came with it.</param>
    public void WriteOrder(Utf8JsonWriter json, Order order, bool isNested = false) => WriteOrder(json, order, revisions.Newest(order), isNested);

    public void WriteOrder(Utf8JsonWriter json, Order order, int revision, bool isNested = false)
    {
        var isReplaced = revision < revisions.Newest(order);
        json.Item(() =>
        {
            json.WriteString("id", AlpacaRevisions.IdOf(order, revision));
            json.WriteString("client_order_id", revisions.ClientIdOf(order, revision));
            json.WriteString("created_at", Time(order.PlacedAt));
            json.WriteString("updated_at", Time(order.ChangedAt));
            json.WriteString("submitted_at", Time(order.PlacedAt));
            json.WriteString("filled_at", order.State == VenueOrderState.Filled ? Time(order.ChangedAt) : null);
            json.WriteString("expired_at", order.State == VenueOrderState.Expired ? Time(order.ChangedAt) : null);
            json.WriteString("canceled_at", order.State == VenueOrderState.Cancelled ? Time(order.ChangedAt) : null);
            json.WriteNull("failed_at");
            json.WriteString("replaced_at", isReplaced ? Time(order.ChangedAt) : null);
            json.WriteString("replaced_by", isReplaced ? AlpacaRevisions.IdOf(order, revision + 1) : null);
            json.WriteString("replaces", revision > 0 ? AlpacaRevisions.IdOf(order, revision - 1) : null);
            json.WriteString("asset_id", IdOf(order.Terms.Instrument.Value));
            json.WriteString("symbol", order.Terms.Instrument.Value);
            json.WriteString("asset_class", ClassOf(order.Listing.Instrument));
            json.WriteNull("notional");
            json.Amount("qty", order.Quantity.Value);
            json.Amount("filled_qty", order.Filled.Value);
            json.Amount("filled_avg_price", order.Filled.IsZero ? null : order.FilledCost / order.Filled.Value);
            json.WriteString("order_class", brackets.Of(order)?.OrderClass ?? (AlpacaBrackets.IsLeg(order.Terms.ClientId) ? order.Terms.OcoGroup is null ? "oto" : "bracket" : order.Terms.OcoGroup is null ? "simple" : "oco"));
            json.WriteString("order_type", TypeOf(order));
            json.WriteString("type", TypeOf(order));
            json.WriteString("side", order.Side == Side.Buy ? "buy" : "sell");
            json.WriteString("time_in_force", order.Terms.TimeInForce.ToString().ToLowerInvariant());
            json.Amount("limit_price", order.LimitPrice?.Value);
            json.Amount("stop_price", order.StopPrice?.Value);
            json.WriteString("status", isReplaced ? "replaced" : StatusOf(order));
            json.WriteBoolean("extended_hours", false);
            WriteLegs(json, order, isNested);
            json.Amount("trail_percent", order.Terms.Trail is { IsPercent: true } share ? share.Distance : null);
            json.Amount("trail_price", order.Terms.Trail is { IsPercent: false } distance ? distance.Distance : null);
            json.WriteNull("hwm");
        });
    }

    private void WriteLegs(Utf8JsonWriter json, Order entry, bool isNested)
    {
        if (!isNested || brackets.Of(entry) is not { } legs)
        {
            json.WriteNull("legs");
            return;
        }

        json.Items("legs", legs.Terms, leg =>
        {
            if (revisions.FindByClientId(legs.Account, leg.ClientId!) is ({ } order, var revision)) WriteOrder(json, order, revision);
            else WriteHeld(json, entry, legs.OrderClass, leg);
        });
    }

    // It is no order yet, or never became one.
    private void WriteHeld(Utf8JsonWriter json, Order entry, string orderClass, OrderTerms leg) => json.Item(() =>
    {
        json.WriteString("id", leg.ClientId);
        json.WriteString("client_order_id", leg.ClientId);
        json.WriteString("created_at", Time(entry.PlacedAt));
        json.WriteString("updated_at", Time(entry.ChangedAt));
        json.WriteString("submitted_at", Time(entry.PlacedAt));
        json.WriteString("asset_id", IdOf(leg.Instrument.Value));
        json.WriteString("symbol", leg.Instrument.Value);
        json.WriteString("asset_class", ClassOf(entry.Listing.Instrument));
        json.Amount("qty", leg.Quantity.Value);
        json.Amount("filled_qty", 0);
        json.WriteNull("filled_avg_price");
        json.WriteString("order_class", orderClass);
        json.WriteString("order_type", TypeOf(leg.Type));
        json.WriteString("type", TypeOf(leg.Type));
        json.WriteString("side", leg.Side == Side.Buy ? "buy" : "sell");
        json.WriteString("time_in_force", leg.TimeInForce.ToString().ToLowerInvariant());
        json.Amount("limit_price", leg.LimitPrice?.Value);
        json.Amount("stop_price", leg.StopPrice?.Value);
        json.WriteString("status", brackets.IsHeld(entry) ? "held" : "canceled");
        json.WriteBoolean("extended_hours", false);
        json.WriteNull("legs");
    });

    public static string StatusOf(Order order) => order.State switch
    {
        VenueOrderState.Filled => "filled",
        VenueOrderState.Cancelled => "canceled",
        VenueOrderState.Expired => "expired",
        VenueOrderState.Rejected => "rejected",
        _ => order.Filled.IsZero ? "new" : "partially_filled",
    };

    /// <summary>Every fill of an order with what had filled after it.</summary>
    public static IEnumerable<(OrderFilled What, DateTimeOffset At, Quantity Filled)> FillsOf(Order order)
    {
        var filled = Quantity.Zero;
        foreach (var fill in order.Fills)
        {
            filled += fill.What.Quantity;
            yield return (fill.What, fill.At, filled);
        }
    }

    public static string ActivityId(OrderFilled fill, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHHmmssfff}::{Execution(fill)}");

    public static string Execution(OrderFilled fill) => string.Create(CultureInfo.InvariantCulture, $"{fill.Order:x8}-0000-4000-9000-{fill.Trade:x12}");

    public void WriteFill(Utf8JsonWriter json, Order order, (OrderFilled What, DateTimeOffset At, Quantity Filled) fill) => json.Item(() =>
    {
        json.WriteString("id", ActivityId(fill.What, fill.At));
        json.WriteString("activity_type", "FILL");
        json.WriteString("transaction_time", Time(fill.At));
        json.WriteString("type", fill.Filled == order.Quantity ? "fill" : "partial_fill");
        json.Amount("price", fill.What.Price.Value);
        json.Amount("qty", fill.What.Quantity.Value);
        json.WriteString("side", fill.What.Side == Side.Buy ? "buy" : "sell");
        json.WriteString("symbol", fill.What.Instrument.Value);
        json.Amount("leaves_qty", (order.Quantity - fill.Filled).Value);
        json.WriteString("order_id", AlpacaRevisions.IdOf(order, revisions.Newest(order)));
        json.Amount("cum_qty", fill.Filled.Value);
        json.WriteString("order_status", StatusOf(order));
    });

    public static void WritePosition(Utf8JsonWriter json, Position position, Price? mark) => json.Item(() =>
    {
        var instrument = position.Listing.Instrument;
        var value = mark is { } price ? position.Quantity.Value * price.Value : position.Cost;
        json.WriteString("asset_id", IdOf(instrument.Id.Value));
        // As the venue does: pairs of coins are written without their stroke here.
        json.WriteString("symbol", instrument.Id.Value.Replace("/", "", StringComparison.Ordinal));
        json.WriteString("exchange", ExchangeOf(instrument));
        json.WriteString("asset_class", ClassOf(instrument));
        json.WriteBoolean("asset_marginable", instrument.Shortable);
        json.Amount("avg_entry_price", position.AveragePrice!.Value.Value);
        json.Amount("qty", position.Quantity.Value);
        json.Amount("qty_available", position.Quantity.Value);
        json.WriteString("side", position.Quantity > Quantity.Zero ? "long" : "short");
        json.Amount("market_value", value);
        json.Amount("cost_basis", position.Cost);
        json.Amount("unrealized_pl", value - position.Cost);
        json.Amount("unrealized_plpc", position.Cost == 0 ? 0 : decimal.Round((value - position.Cost) / Math.Abs(position.Cost), 8));
        json.Amount("unrealized_intraday_pl", value - position.Cost);
        json.Amount("unrealized_intraday_plpc", position.Cost == 0 ? 0 : decimal.Round((value - position.Cost) / Math.Abs(position.Cost), 8));
        json.Amount("current_price", mark?.Value ?? position.AveragePrice!.Value.Value);
        json.Amount("lastday_price", mark?.Value ?? position.AveragePrice!.Value.Value);
        json.WriteString("change_today", "0");
    });

    public static void WriteAsset(Utf8JsonWriter json, Instrument instrument) => json.Item(() =>
    {
        json.WriteString("id", IdOf(instrument.Id.Value));
        json.WriteString("class", ClassOf(instrument));
        json.WriteString("exchange", ExchangeOf(instrument));
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("name", instrument.Id.Value);
        json.WriteString("status", "active");
        json.WriteBoolean("tradable", true);
        json.WriteBoolean("marginable", instrument.Shortable);
        json.WriteBoolean("shortable", instrument.Shortable);
        json.WriteBoolean("easy_to_borrow", instrument.Shortable);
        json.WriteBoolean("fractionable", false);
        if (instrument.Kind == InstrumentKind.Spot)
        {
            json.Amount("min_order_size", instrument.MinQuantity.Value);
            json.Amount("min_trade_increment", instrument.LotSize.Value);
            json.Amount("price_increment", instrument.TickSize.Value);
        }
    });

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Clients insist that ids of assets and accounts are such, so each name stands for one.</summary>
    public static string IdOf(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();

    private static string ExchangeOf(Instrument instrument) => instrument.Kind == InstrumentKind.Spot ? "CRYPTO" : "NASDAQ";

    private static string ClassOf(Instrument instrument) => instrument.Kind == InstrumentKind.Spot ? "crypto" : "us_equity";

    private static string TypeOf(Order order) => TypeOf(order.Terms.Type);

    private static string TypeOf(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop",
        OrderType.StopLimit => "stop_limit",
        _ => "trailing_stop",
    };
}
