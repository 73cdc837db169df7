using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Hyperliquid over the floor: two addresses for everything that is asked and done, and one for the streams.</summary>
internal sealed class HyperliquidExchange : ISandboxExchange
{
    private const int OrdersOfAWeight = 40;
    private const string TooMany = "Too many requests";
    private const string Unreadable = "Failed to deserialize the JSON body into the target type";

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
        routes.MapGet("/ws", context => new HyperliquidSocket(stage, directory, terms, this).ServeAsync(context));
    }

    /// <summary>A question or an action that came over a stream: what it is answered with, or why it is not.</summary>
    public (ReadOnlyMemory<byte>? Answer, string? Error) Post(string? type, JsonElement payload)
    {
        if (type == "info")
        {
            return !meter.Passes(HyperliquidInfo.Weight(TypeOf(payload))) ? (null, TooMany)
                : info.Answer(payload) is { } answer ? (Picture(json => WriteInfo(json, payload, answer)), null)
                : (null, Unreadable);
        }

        return HyperliquidCall.Read(payload) is not { } call ? (null, Unreadable)
            : !meter.Passes(WeightOf(call)) ? (null, TooMany)
            : gate.Check(call) is var (account, refusal) && account is null ? (HyperliquidWriting.Write(HyperliquidWriting.Refused(refusal!)), null)
            : actions.Act(call.Json, account!) is { } done ? (HyperliquidWriting.Write(done), null)
            : (null, Unreadable);
    }

    private Task AskAsync(HttpContext context, JsonElement question) => !meter.Passes(HyperliquidInfo.Weight(TypeOf(question))) ? TooManyAsync(context)
        : info.Answer(question) is { } write ? SendAsync(context, Picture(write))
        : HyperliquidWriting.UnreadableAsync(context);

    private Task ActAsync(HttpContext context, JsonElement body)
    {
        if (HyperliquidCall.Read(body) is not { } call)
        {
            return HyperliquidWriting.UnreadableAsync(context);
        }

        if (!meter.Passes(WeightOf(call)))
        {
            return TooManyAsync(context);
        }

        var (account, refusal) = gate.Check(call);
        return account is null ? HyperliquidWriting.RefuseAsync(context, refusal!)
            : actions.Act(call.Json, account) is { } write ? HyperliquidWriting.AnswerAsync(context, write)
            : HyperliquidWriting.UnreadableAsync(context);
    }

    private static int WeightOf(HyperliquidCall call) => 1 + ((call.Json.TryGetProperty("orders", out var orders) ? orders.GetArrayLength() : 1) / OrdersOfAWeight);

    private static string? TypeOf(JsonElement question) => question.TryGetProperty("type", out var given) ? given.GetString() : null;

    private static void WriteInfo(Utf8JsonWriter json, JsonElement question, Action<Utf8JsonWriter> answer) => json.WriteObject(() =>
    {
        json.WriteString("type", TypeOf(question));
        json.WritePropertyName("data");
        answer(json);
    });

    private ReadOnlyMemory<byte> Picture(Action<Utf8JsonWriter> write) => stage.Floor.Read(_ => HyperliquidWriting.Write(write));

    private static Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
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
