using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox.Faults;
using Signalbox.Venues;

namespace Signalbox.Sandbox;

/// <summary>The paths beside the protocol: set faults and prices, read the ledger and the arrivals.</summary>
internal sealed class SandboxControl(SandboxFloor floor, Arrivals arrivals, FaultPlan plan)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_faults", context => WriteAsync(context, plan.Waiting, SandboxJson.Default.IReadOnlyListFaultRule));
        routes.MapPost("/_faults", AddFaultsAsync);
        routes.MapDelete("/_faults", context =>
        {
            plan.Clear();
            return Task.CompletedTask;
        });
        routes.MapPost("/_price", SetPriceAsync);
        routes.MapGet("/_ledger", context => WriteAsync(context, floor.Read(_ => Ledger()), SandboxJson.Default.IReadOnlyListLedgerOrder));
        routes.MapGet("/_arrivals", context => WriteAsync(context, arrivals.Take(), SandboxJson.Default.ArrivalList));
    }

    private async Task AddFaultsAsync(HttpContext context)
    {
        if (await ReadAsync(context, SandboxJson.Default.FaultScript) is { } script)
        {
            plan.Add(script);
        }
    }

    private async Task SetPriceAsync(HttpContext context)
    {
        if (await ReadAsync(context, SandboxJson.Default.PriceSetting) is { } setting && !floor.SetPrice(setting.Instrument, setting.Price))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync($"{setting.Instrument} is not traded here.", context.RequestAborted);
        }
    }

    private IReadOnlyList<LedgerOrder> Ledger() => [.. floor.Ledger.Orders.Select(order => new LedgerOrder
    {
        Account = order.Account.Id,
        OrderId = order.Number,
        ClientId = order.Terms.ClientId,
        Instrument = order.Terms.Instrument,
        Side = order.Side,
        Type = order.Terms.Type,
        State = order.State,
        Quantity = order.Quantity,
        Filled = order.Filled,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        At = order.PlacedAt,
        Fills = [.. order.Fills.Select(fill => new LedgerFill(fill.What.Trade, fill.What.Quantity, fill.What.Price, fill.At))],
    })];

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw new JsonException("The body is empty.");
        }
        catch (JsonException unreadable)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(unreadable.Message, context.RequestAborted);
            return null;
        }
    }
}

internal sealed record PriceSetting(InstrumentId Instrument, Price Price);

internal sealed record LedgerOrder
{
    public required AccountId Account { get; init; }

    public required long OrderId { get; init; }

    public string? ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required VenueOrderState State { get; init; }

    public required Quantity Quantity { get; init; }

    public required Quantity Filled { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<LedgerFill> Fills { get; init; }
}

internal sealed record LedgerFill(long TradeId, Quantity Quantity, Price Price, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultScript))]
[JsonSerializable(typeof(IReadOnlyList<FaultRule>))]
[JsonSerializable(typeof(IReadOnlyList<LedgerOrder>))]
[JsonSerializable(typeof(ArrivalList))]
[JsonSerializable(typeof(PriceSetting))]
internal sealed partial class SandboxJson : JsonSerializerContext;
