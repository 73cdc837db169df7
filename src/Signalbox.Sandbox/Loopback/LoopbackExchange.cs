using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Loopback;

/// <summary>The loopback protocol over the floor: a few signed requests and two streams.</summary>
internal sealed class LoopbackExchange(SandboxStage stage) : ISandboxExchange
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly LoopbackAuthentication authentication = new(stage.Floor);
    private readonly LoopbackRate rate = new(TimeProvider.System);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/orders", PlaceAsync);
        routes.MapPost("/v1/orders/pair", context => CommandAsync(context, LoopbackJson.Default.LoopbackPair, (account, pair) =>
            floor.PlacePair(account, Terms(pair.Stop), Terms(pair.Target))));
        routes.MapPost("/v1/orders/amend", context => CommandAsync(context, LoopbackJson.Default.LoopbackAmend, Amend));
        routes.MapPost("/v1/orders/cancel", context => CommandAsync(context, LoopbackJson.Default.LoopbackCancel, Cancel));
        routes.MapGet("/v1/order", context => QuestionAsync(context, account => FindAsync(context, account)));
        routes.MapGet("/v1/snapshot", context => QuestionAsync(context, account =>
            WriteAsync(context, 200, Snapshot(account, Since(context.Request)), LoopbackJson.Default.LoopbackSnapshot)));
        routes.MapGet("/v1/quote", context => QuestionAsync(context, _ => QuoteAsync(context)));
        routes.MapGet("/v1/instruments", context => QuestionAsync(context, _ =>
            WriteAsync(context, 200, floor.Instruments, LoopbackJson.Default.IReadOnlyListInstrument)));
        routes.MapGet("/v1/stream/private", context => QuestionAsync(context, account =>
            new LoopbackSocket(stage).ServeAccountAsync(context, account)));
        routes.MapGet("/v1/stream/market", context => QuestionAsync(context, _ =>
            new LoopbackSocket(stage).ServeQuotesAsync(context)));
    }

    private Task PlaceAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        return CommandAsync(context, LoopbackJson.Default.LoopbackPlace, (account, place) =>
        {
            stage.Arrivals.Note(place.ClientId, arrived);
            return floor.Place(account, Terms(place));
        });
    }

    private async Task CommandAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<SandboxAccount, T, Ruling> carryOut)
        where T : class
    {
        var body = await LoopbackAuthentication.BodyAsync(context.Request);
        if (await AdmitAsync(context, body) is not { } account)
        {
            return;
        }

        if (Parse(body, type) is not { } command)
        {
            await RefuseAsync(context, 400, new("other", "The body cannot be read."));
            return;
        }

        var ruling = carryOut(account, command);
        await (ruling.Refusal is { } refusal
            ? RefuseAsync(context, 422, new(Words.Of(refusal.Reason), refusal.Message))
            : WriteAsync(context, 200, new LoopbackAccepted(LoopbackReports.Of(ruling.Order!).OrderId), LoopbackJson.Default.LoopbackAccepted));
    }

    private async Task QuestionAsync(HttpContext context, Func<SandboxAccount, Task> answer)
    {
        if (await AdmitAsync(context, []) is { } account)
        {
            await answer(account);
        }
    }

    private async Task<SandboxAccount?> AdmitAsync(HttpContext context, byte[] body)
    {
        var (account, error) = authentication.Check(context.Request, body);
        if (error is not null)
        {
            await RefuseAsync(context, 401, error);
            return null;
        }

        if (rate.Refuse(account!.Key.Key) is { } wait)
        {
            context.Response.Headers.RetryAfter = wait;
            await RefuseAsync(context, 429, new("rate_limited", $"More than {LoopbackLimits.RequestsPerSecond} requests a second; this one was not carried out."));
            return null;
        }

        return account;
    }

    private Ruling Amend(SandboxAccount account, LoopbackAmend amend) => Find(account, amend.OrderId, amend.ClientId) is { } order
        ? floor.Amend(account, order, new(amend.Quantity, amend.LimitPrice, amend.StopPrice))
        : NoSuchOrder;

    private Ruling Cancel(SandboxAccount account, LoopbackCancel cancel) => Find(account, cancel.OrderId, cancel.ClientId) is { } order
        ? floor.Cancel(account, order)
        : NoSuchOrder;

    private Order? Find(SandboxAccount account, string? orderId, string? clientId) => floor.Read(_ =>
        (clientId is null ? null : floor.Ledger.Find(account.Trading, clientId))
        ?? (long.TryParse(orderId, out var number) ? floor.Ledger.Find(account.Trading, number) : null));

    private Task FindAsync(HttpContext context, SandboxAccount account)
    {
        var query = context.Request.Query;
        return Find(account, query["orderId"], query["clientId"]) is { } order
            ? WriteAsync(context, 200, floor.Read(_ => LoopbackReports.Status(order)), LoopbackJson.Default.LoopbackStatus)
            : RefuseAsync(context, 404, new("unknown_order", "There is no such order."));
    }

    private Task QuoteAsync(HttpContext context) => floor.Book(new(context.Request.Query["instrument"].ToString())) is { } book
        ? WriteAsync(context, 200, floor.Read(now => LoopbackReports.Quote(book, now)), LoopbackJson.Default.LoopbackQuote)
        : RefuseAsync(context, 404, new("unknown_instrument", "It is not traded here."));

    private LoopbackSnapshot Snapshot(SandboxAccount account, DateTimeOffset since) => floor.Read(now => new LoopbackSnapshot(
        now,
        [.. account.Trading.OpenOrders.OrderBy(order => order.Number).Select(LoopbackReports.Of)],
        [.. account.Trading.Positions.Where(position => !position.Quantity.IsZero).Select(position =>
            new Venues.VenuePosition(position.Listing.Instrument.Id, position.Quantity, position.AveragePrice!.Value))],
        [.. account.Trading.Balances],
        [.. floor.Ledger.Orders.Where(order => order.Account == account.Trading)
            .SelectMany(order => order.Fills).Where(fill => fill.At >= since)
            .OrderBy(fill => fill.What.Trade).Select(fill => LoopbackReports.Of(fill.What, fill.At))]));

    private static DateTimeOffset Since(HttpRequest request) =>
        long.TryParse(request.Query["fillsSince"], out var since) ? DateTimeOffset.FromUnixTimeMilliseconds(since) : DateTimeOffset.UnixEpoch;

    private OrderTerms Terms(LoopbackPlace place) => new()
    {
        ClientId = place.ClientId,
        Instrument = place.Instrument,
        Side = place.Side,
        Type = place.Type,
        Quantity = place.Quantity,
        LimitPrice = place.LimitPrice,
        StopPrice = place.StopPrice,
        TimeInForce = place.TimeInForce,
        ExpiresAt = place.TimeInForce == TimeInForce.Day ? new(floor.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) : place.ExpiresAt,
        ReduceOnly = place.ReduceOnly,
        PostOnly = place.PostOnly,
        Display = place.VisibleQuantity,
    };

    private static Ruling NoSuchOrder => new(null, new(Venues.RejectReason.UnknownOrder, "There is no such order."));

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, LoopbackError error) =>
        WriteAsync(context, status, error, LoopbackJson.Default.LoopbackError);

    private static Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
