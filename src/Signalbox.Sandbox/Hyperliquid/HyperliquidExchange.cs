using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Hyperliquid over the floor: two addresses for everything that is asked and done, and one for the streams.</summary>
internal sealed class HyperliquidExchange : ISandboxExchange
{
    private const int OrdersOfAWeight = 40;

    private readonly SandboxStage stage;
    private readonly HyperliquidDirectory directory;
    private readonly HyperliquidTerms terms = new();
    private readonly HyperliquidGate gate;
    private readonly HyperliquidActions actions;
    private readonly HyperliquidInfo info;
    private readonly HyperliquidMeter meter;

    public HyperliquidExchange(SandboxStage stage)
    {
        this.stage = stage;
        directory = new(stage);
        gate = new(stage.Floor, directory);
        actions = new(stage, terms);
        info = new(stage, directory, terms, actions);
        meter = new(stage.Floor);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/info", context => ReadAsync(context, body => AskAsync(context, body)));
        routes.MapPost("/exchange", context => ReadAsync(context, body => ActAsync(context, body)));
        routes.MapGet("/ws", context => new HyperliquidSocket(stage, directory, terms).ServeAsync(context));
    }

    private Task AskAsync(HttpContext context, JsonElement question)
    {
        var type = question.TryGetProperty("type", out var given) ? given.GetString() : null;
        return meter.Passes(HyperliquidInfo.Weight(type)) ? info.AnswerAsync(context, question) : TooManyAsync(context);
    }

    private Task ActAsync(HttpContext context, JsonElement body)
    {
        if (HyperliquidCall.Read(body) is not { } call)
        {
            return HyperliquidWriting.UnreadableAsync(context);
        }

        var parts = call.Json.TryGetProperty("orders", out var orders) ? orders.GetArrayLength() : 1;
        if (!meter.Passes(1 + (parts / OrdersOfAWeight)))
        {
            return TooManyAsync(context);
        }

        var (account, refusal) = gate.Check(call);
        return account is null ? HyperliquidWriting.RefuseAsync(context, refusal!) : actions.ActAsync(context, call.Json, account);
    }

    private static Task TooManyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    // A body whose shape is wrong is refused before anything is done; the parts are read before they are acted upon.
    private static async Task ReadAsync(HttpContext context, Func<JsonElement, Task> answer)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            await answer(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException && !context.Response.HasStarted)
        {
            await HyperliquidWriting.UnreadableAsync(context);
        }
    }
}
