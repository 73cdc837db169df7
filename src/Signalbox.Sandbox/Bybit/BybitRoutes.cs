using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Bybit;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Who may pass, what it counts, and the answer as one picture of the floor.</summary>
internal sealed class BybitRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, BybitProduct product)
{
    private readonly BybitGate gate = new(floor);
    private readonly BybitMeter meter = new(TimeProvider.System);

    public BybitGate Gate => gate;

    /// <summary>For everybody.</summary>
    public void Open(string path, Func<BybitCall, Task> answer) => routes.MapGet(path, async context =>
    {
        if (await EntersAsync(context))
        {
            await answer(await BybitCall.ReadAsync(context));
        }
    });

    public void Ask(string path, int perSecond, Func<BybitCall, SandboxAccount, Task> answer) => Map(HttpMethods.Get, path, perSecond, (call, account, _) => answer(call, account));

    public void Tell(string path, int perSecond, Func<BybitCall, SandboxAccount, Task> answer) => Map(HttpMethods.Post, path, perSecond, (call, account, _) => answer(call, account));

    /// <summary>Each order of a batch counts; those beyond the limit fail by themselves.</summary>
    /// <param name="answer">Told how many of the orders may pass.</param>
    public void TellMany(string path, int perSecond, Func<BybitCall, SandboxAccount, int, Task> answer) => Map(HttpMethods.Post, path, perSecond, answer, isBatch: true);

    public Task AnswerAsync(BybitCall call, Action<Utf8JsonWriter> write) => BybitAnswers.AnswerAsync(call.Context, floor.Now, json => floor.Read(_ =>
    {
        write(json);
        return true;
    }));

    public Task RefuseAsync(BybitCall call, BybitFault fault) => BybitAnswers.RefuseAsync(call.Context, floor.Now, fault);

    /// <summary>Whether a request is about the product that is played here; others are there and empty.</summary>
    public bool IsOurs(BybitCall call) => call["category"] == product.Word();

    private void Map(string method, string path, int perSecond, Func<BybitCall, SandboxAccount, int, Task> answer, bool isBatch = false) =>
        routes.MapMethods(path, [method], async context =>
        {
            if (!await EntersAsync(context))
            {
                return;
            }

            var call = await BybitCall.ReadAsync(context);
            var (account, fault) = gate.Check(call);
            if (fault is not null)
            {
                await RefuseAsync(call, fault);
                return;
            }

            var count = isBatch ? call.Fields.Items.Count : 1;
            var taken = meter.Take(context, account!.Key.Key, perSecond, count);
            if (taken == 0 && count > 0)
            {
                await RefuseAsync(call, BybitFault.TooMany);
            }
            else
            {
                await answer(call, account, taken);
            }
        });

    private async Task<bool> EntersAsync(HttpContext context)
    {
        if (meter.Admits())
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("access too frequent", context.RequestAborted);
        return false;
    }
}
