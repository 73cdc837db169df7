using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>Alpaca over the floor: orders, questions and streams of stocks and coins as documented.</summary>
internal sealed class AlpacaExchange : ISandboxExchange
{
    private const int RequestsAMinute = 200;

    private readonly SandboxStage stage;
    private readonly SandboxFloor floor;
    private readonly AlpacaRevisions revisions;
    private readonly AlpacaBrackets brackets;
    private readonly AlpacaReports reports;
    private readonly AlpacaParser parser;

    public AlpacaExchange(SandboxStage stage)
    {
        this.stage = stage;
        floor = stage.Floor;
        revisions = new(floor);
        brackets = new(floor);
        reports = new(revisions, brackets);
        parser = new(floor, revisions);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        var routes = new AlpacaRoutes(builder, floor, RequestsAMinute, TimeProvider.System);
        var account = new AlpacaAccountAnswers(floor, routes, revisions, reports);
        routes.Map(HttpMethods.Get, "/v2/clock", account.TimeAsync);
        routes.Map(HttpMethods.Get, "/v2/account", account.AccountAsync);
        routes.Map(HttpMethods.Get, "/v2/account/configurations", account.ConfigurationAsync);
        routes.Map(HttpMethods.Get, "/v2/calendar", account.CalendarAsync);
        var holdings = new AlpacaHoldings(floor, routes, reports);
        routes.Map(HttpMethods.Get, "/v2/positions", holdings.AllAsync);
        routes.Map(HttpMethods.Get, "/v2/positions/{symbol}", holdings.OneAsync);
        routes.Map(HttpMethods.Delete, "/v2/positions", holdings.CloseAllAsync);
        routes.Map(HttpMethods.Delete, "/v2/positions/{symbol}", holdings.CloseAsync);
        routes.Map(HttpMethods.Get, "/v2/assets/{symbol}", account.AssetAsync);
        routes.Map(HttpMethods.Get, "/v2/options/contracts", account.ContractsAsync);
        routes.Map(HttpMethods.Get, "/v2/account/activities", account.ActivitiesAsync);
        routes.Map(HttpMethods.Get, "/v2/assets", account.AssetsAsync);
        routes.Map(HttpMethods.Get, "/v2/orders", account.OrdersAsync);
        routes.Map(HttpMethods.Get, "/v2/orders:by_client_order_id", account.OrderByClientIdAsync);
        routes.Map(HttpMethods.Get, "/v2/orders/{id}", account.OrderAsync);
        routes.Map(HttpMethods.Get, "/v2/account/activities/FILL", account.FillsAsync);
        routes.Map(HttpMethods.Post, "/v2/orders", (call, who) => PlaceAsync(routes, call, who));
        routes.Map(HttpMethods.Patch, "/v2/orders/{id}", (call, who) => ReplaceAsync(routes, call, who));
        routes.Map(HttpMethods.Delete, "/v2/orders/{id}", CancelAsync);
        routes.Map(HttpMethods.Delete, "/v2/orders", CancelAllAsync);

        // Data has a budget of its own.
        var data = new AlpacaRoutes(builder, floor, RequestsAMinute, TimeProvider.System);
        new AlpacaMarketAnswers(floor, data).Map();

        var sockets = new AlpacaSockets(stage, reports, revisions);
        builder.MapGet("/stream", sockets.ServeAccountAsync);
        builder.MapGet("/v2/{feed:regex(^(iex|sip|test)$)}", sockets.ServeMarketAsync);
        builder.MapGet("/v1beta3/crypto/us", sockets.ServeMarketAsync);
        // Older clients still use the path of before.
        builder.MapGet("/v1beta2/crypto", sockets.ServeMarketAsync);
    }

    private Task PlaceAsync(AlpacaRoutes routes, JsonCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(call, account);
        if (fault is not null)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var isEntry = call.Text("order_class") is "bracket" or "oto";
        var (legs, wrong) = isEntry ? AlpacaBrackets.Read(call, terms) : ([], null);
        if (wrong is not null)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, wrong);
        }

        var ruling = Place(call, account, terms);
        if (isEntry && ruling.Order is { } entry)
        {
            brackets.Wait(account, entry, call.Text("order_class")!, legs);
        }

        return ruling.Refusal is { } refusal
            ? AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Of(refusal, terms.Instrument.Value))
            : routes.AnswerAsync(call, json => reports.WriteOrder(json, ruling.Order!, isNested: true));
    }

    private Ruling Place(JsonCall call, SandboxAccount account, OrderTerms terms)
    {
        if (call.Text("order_class") != "oco")
        {
            return floor.Place(account, terms);
        }

        var (target, stop) = AlpacaParser.Pair(call, terms);
        var ruling = floor.PlacePair(account, stop, target);
        return ruling.Refusal is null ? new(floor.Read(_ => floor.Ledger.Find(account.Trading, target.ClientId!)), null) : ruling;
    }

    private Task ReplaceAsync(AlpacaRoutes routes, JsonCall call, SandboxAccount account)
    {
        if (revisions.Find(account, call.Route("id") ?? "") is not ({ } order, var revision))
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NoSuchOrder(call.Route("id") ?? ""));
        }

        if (!order.IsOpen || revision < revisions.Newest(order))
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Invalid($"cannot replace order in {(order.IsOpen ? "replaced" : AlpacaReports.StatusOf(order))} status"));
        }

        var clientId = call.Text("client_order_id") ?? $"{order.Terms.ClientId}-{revision + 1}";
        if (!revisions.Begin(order, clientId))
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.DuplicateId);
        }

        var ruling = floor.Amend(account, order, new(
            call.Number("qty") is { } quantity ? new(quantity) : order.Quantity,
            call.Number("limit_price") is { } limit ? new Price(limit) : null,
            call.Number("stop_price") is { } stop ? new Price(stop) : null));
        if (ruling.Refusal is { } refusal)
        {
            revisions.Undo(order, clientId);
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Of(refusal, order.Terms.Instrument.Value));
        }

        return routes.AnswerAsync(call, json => reports.WriteOrder(json, order));
    }

    private Task CancelAsync(JsonCall call, SandboxAccount account)
    {
        if (revisions.Find(account, call.Route("id") ?? "") is not ({ } order, var revision))
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NoSuchOrder(call.Route("id") ?? ""));
        }

        if (revision < revisions.Newest(order) || floor.Cancel(account, order).Refusal is not null)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NotCancelable(revision < revisions.Newest(order) ? "replaced" : AlpacaReports.StatusOf(order)));
        }

        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task CancelAllAsync(JsonCall call, SandboxAccount account)
    {
        var open = floor.Read(_ => account.Trading.OpenOrders.ToList());
        open.ForEach(order => floor.Cancel(account, order));
        return JsonAnswer.SendAsync(call.Context, StatusCodes.Status207MultiStatus, json => json.Items(open, order => json.Item(() =>
        {
            json.WriteString("id", AlpacaRevisions.IdOf(order, revisions.Newest(order)));
            json.WriteNumber("status", 200);
        })));
    }
}
