using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Binance;

/// <summary>Routes of either product: who may pass, what it counts, and the answer as one picture of the floor.</summary>
internal sealed class BinanceRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, BinanceGate gate, BinanceMeter meter)
{
    /// <summary>For everybody.</summary>
    public void Open(string path, int weight, Func<BinanceCall, Task> answer) => routes.MapGet(path, async context =>
    {
        if (await PassesAsync(context, weight, null, 0))
        {
            await answer(await BinanceCall.ReadAsync(context));
        }
    });

    /// <summary>For whoever signs.</summary>
    public void Signed(string method, string path, int weight, int orders, Func<BinanceCall, SandboxAccount, Task> answer) =>
        routes.MapMethods(path, [method], async context =>
        {
            var call = await BinanceCall.ReadAsync(context);
            var (account, fault) = gate.Check(call);
            if (fault is not null)
            {
                await BinanceJson.RefuseAsync(context, fault);
            }
            else if (await PassesAsync(context, weight, account!.Key.Key, orders))
            {
                await answer(call, account);
            }
        });

    public Task AnswerAsync(BinanceCall call, Action<Utf8JsonWriter> write) => BinanceJson.AnswerAsync(call.Context, 200, json => floor.Read(_ =>
    {
        write(json);
        return true;
    }));

    private async Task<bool> PassesAsync(HttpContext context, int weight, string? account, int orders)
    {
        if (meter.Refuse(context, weight, account, orders) is not { } wait)
        {
            return true;
        }

        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await BinanceJson.RefuseAsync(context, new(429, -1003, "Too many requests. Please use the websocket for live updates to avoid polling the API."));
        return false;
    }
}
