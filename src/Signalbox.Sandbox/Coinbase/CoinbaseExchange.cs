using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>Coinbase spot over the floor: orders, questions and streams as documented. Brackets it does not play.</summary>
internal sealed class CoinbaseExchange(SandboxStage stage, PaperOptions fees) : ISandboxExchange
{
    private const string Unknown = "UNKNOWN_FAILURE_REASON";

    private readonly SandboxFloor floor = stage.Floor;
    private readonly CoinbaseParser parser = new(stage.Floor);

    public void Map(IEndpointRouteBuilder builder)
    {
        var gate = new CoinbaseGate(floor);
        var routes = new CoinbaseRoutes(builder, floor, gate, TimeProvider.System);
        var answers = new CoinbaseAnswers(floor, routes, fees);
        routes.Open("/time", answers.TimeAsync);
        new CoinbaseMarket(floor, routes).Map();
        routes.Map(HttpMethods.Get, "/accounts", answers.AccountsAsync);
        routes.MapWhole(HttpMethods.Get, "/v2/accounts", answers.OldAccountsAsync);
        routes.Map(HttpMethods.Get, "/accounts/{id}", answers.AccountAsync);
        routes.Map(HttpMethods.Get, "/portfolios", answers.PortfoliosAsync);
        routes.Map(HttpMethods.Get, "/cfm/positions", answers.PositionsAsync);
        routes.Map(HttpMethods.Get, "/transaction_summary", answers.FeesAsync);
        routes.Map(HttpMethods.Get, "/key_permissions", answers.PermissionsAsync);
        routes.Map(HttpMethods.Get, "/orders/historical/batch", answers.OrdersAsync);
        routes.Map(HttpMethods.Get, "/orders/historical/fills", answers.FillsAsync);
        routes.Map(HttpMethods.Get, "/orders/historical/{id}", answers.OrderAsync);
        routes.Map(HttpMethods.Post, "/orders", (call, account) => PlaceAsync(routes, call, account));
        routes.Map(HttpMethods.Post, "/orders/preview", (call, account) => PreviewAsync(routes, call, account));
        routes.Map(HttpMethods.Post, "/orders/edit", (call, account) => EditAsync(routes, call, account));
        routes.Map(HttpMethods.Post, "/orders/batch_cancel", (call, account) => CancelAsync(routes, call, account));

        var streams = new CoinbaseStreams(stage, gate);
        builder.MapGet("/user", streams.ServeUserAsync);
        builder.MapGet("/market", streams.ServeMarketAsync);
        builder.MapGet("/", streams.ServeAllAsync);
    }

    private Task PlaceAsync(CoinbaseRoutes routes, JsonCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(call);
        if (fault is not null)
        {
            return fault.Status == StatusCodes.Status200OK ? RefuseAsync(routes, call, fault) : CoinbaseRoutes.RefuseAsync(call.Context, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);

        // An id that was used before makes no order: the one that has it is answered.
        return ruling.Refusal is { Reason: RejectReason.DuplicateClientOrderId } ? AnswerAsync(routes, call, floor.Read(_ => floor.Ledger.Find(account.Trading, terms.ClientId!))!)
            : ruling.Refusal is { } refusal ? RefuseAsync(routes, call, CoinbaseFault.Of(refusal, CoinbaseReports.IsRising(terms)))
            : AnswerAsync(routes, call, ruling.Order!);
    }

    /// <summary>What an order would cost. An order that could not be placed is answered with the reasons.</summary>
    private Task PreviewAsync(CoinbaseRoutes routes, JsonCall call, SandboxAccount account)
    {
        var (terms, fault) = parser.Read(call, isPreview: true);
        if (fault is { Status: not StatusCodes.Status200OK })
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, fault);
        }

        return routes.AnswerAsync(call, json =>
        {
            var book = floor.Book(new(call.Text("product_id")!))!;
            var price = terms?.LimitPrice?.Value ?? (terms?.Side == Side.Buy ? book.BestAsk : book.BestBid)?.Value ?? 0;
            var worth = decimal.Round((terms?.Quantity.Value ?? 0) * price, 8);
            var fee = decimal.Round(worth * fees.TakerFeeBps / 10_000, 8);
            var free = account.Trading.Balances.FirstOrDefault(balance => balance.Currency == (terms?.Side == Side.Buy ? "USD" : book.Listing.Instrument.Base))?.Available.Value ?? 0;
            var why = fault?.Error ?? ((terms!.Side == Side.Buy ? worth + fee : terms.Quantity.Value) > free ? "INSUFFICIENT_FUND" : null);
            json.Amount("order_total", terms?.Side == Side.Sell ? worth - fee : worth + fee);
            json.Amount("commission_total", fee);
            json.Items("errs", why is null ? [] : new[] { $"PREVIEW_{why}" }, json.WriteStringValue);
            json.Items("warning", Array.Empty<string>(), json.WriteStringValue);
            json.Amount("quote_size", worth);
            json.Amount("base_size", terms?.Quantity.Value ?? 0);
            json.Amount("best_bid", book.BestBid?.Value ?? 0);
            json.Amount("best_ask", book.BestAsk?.Value ?? 0);
            json.WriteBoolean("is_max", false);
            json.WriteString("slippage", "0");
            json.WriteString("preview_id", "00000000-0000-4000-8000-000000000000");
        });
    }

    private Task EditAsync(CoinbaseRoutes routes, JsonCall call, SandboxAccount account)
    {
        var order = CoinbaseReports.Find(floor, account, call.Text("order_id"));
        var reason = order is null ? "ORDER_NOT_FOUND"
            : !order.IsOpen ? "CANNOT_EDIT_CLOSED_ORDER"
            : order.Terms is not { Type: OrderType.Limit, TimeInForce: TimeInForce.Gtc } ? "ONLY_LIMIT_ORDER_EDITS_SUPPORTED"
            : Change(account, order, call);
        return routes.AnswerAsync(call, json =>
        {
            json.WriteBoolean("success", reason is null);
            json.Items("errors", reason is null ? [] : new[] { reason }, why => json.Item(() => json.WriteString("edit_failure_reason", why)));
        });
    }

    private string? Change(SandboxAccount account, Order order, JsonCall call) => floor.Amend(account, order, new(
        call.Number("size") is { } size ? new(size) : order.Quantity,
        call.Number("price") is { } price ? new Price(price) : null,
        null)).Refusal is { } refusal
            ? refusal.Reason switch
            {
                RejectReason.UnknownOrder => "ORDER_NOT_FOUND",
                RejectReason.BelowMinimum => "CANNOT_EDIT_TO_BELOW_FILLED_SIZE",
                RejectReason.PriceOutOfRange => "INVALID_EDITED_PRICE",
                _ => CoinbaseFault.Of(refusal, CoinbaseReports.IsRising(order.Terms)).Error,
            }
            : null;

    private Task CancelAsync(CoinbaseRoutes routes, JsonCall call, SandboxAccount account)
    {
        var ids = call.Element("order_ids")?.EnumerateArray().Select(id => id.GetString() ?? "").ToList() ?? [];
        var cancelled = ids.ToDictionary(id => id, id => CoinbaseReports.Find(floor, account, id) is { } order && floor.Cancel(account, order).Refusal is null);
        return routes.AnswerAsync(call, json => json.Items("results", ids, id => json.Item(() =>
        {
            json.WriteBoolean("success", cancelled[id]);
            json.WriteString("failure_reason", cancelled[id] ? "UNKNOWN_CANCEL_FAILURE_REASON" : "UNKNOWN_CANCEL_ORDER");
            json.WriteString("order_id", id);
        })));
    }

    private static Task AnswerAsync(CoinbaseRoutes routes, JsonCall call, Order order) => routes.AnswerAsync(call, json =>
    {
        json.WriteBoolean("success", true);
        json.Item("success_response", () =>
        {
            json.WriteString("order_id", CoinbaseReports.IdOf(order.Number));
            json.WriteString("product_id", order.Terms.Instrument.Value);
            json.WriteString("side", CoinbaseReports.SideOf(order.Side));
            json.WriteString("client_order_id", order.Terms.ClientId);
            json.WriteString("attached_order_id", "");
        });
        json.WritePropertyName("order_configuration");
        call.Element("order_configuration")!.Value.WriteTo(json);
    });

    private static Task RefuseAsync(CoinbaseRoutes routes, JsonCall call, CoinbaseFault fault) => routes.AnswerAsync(call, json =>
    {
        json.WriteBoolean("success", false);
        json.Item("error_response", () =>
        {
            json.WriteString("error", fault.Error);
            json.WriteString("message", fault.Message);
            json.WriteString("error_details", "");
            json.WriteString("preview_failure_reason", "PREVIEW_" + fault.Error);
            json.WriteString("new_order_failure_reason", Unknown);
        });
    });
}
