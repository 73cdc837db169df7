using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Alpaca;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>Who may pass, and how often: two hundred requests a minute of each key, counted in minutes of the clock.</summary>
internal sealed class AlpacaRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, int requestsAMinute, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Key, long Minute), int> counts = [];

    public void Map(string method, string path, Func<JsonCall, SandboxAccount, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        if (Find(floor, context.Request.Headers[AlpacaSigner.KeyHeader], context.Request.Headers[AlpacaSigner.SecretHeader]) is not { } account)
        {
            await RefuseAsync(context, AlpacaFault.KeyRefused);
        }
        else if (Passes(context, account.Key.Key))
        {
            await answer(await JsonCall.ReadAsync(context), account);
        }
        else
        {
            await RefuseAsync(context, AlpacaFault.TooMany);
        }
    });

    /// <summary>For everybody, as what is told of coins is.</summary>
    public void Open(string path, Func<JsonCall, Task> answer) => routes.MapGet(path, async context => await answer(await JsonCall.ReadAsync(context)));

    public static SandboxAccount? Find(SandboxFloor floor, string? key, string? secret) =>
        floor.Find(key ?? "") is { } account && account.Key.Secret == secret ? account : null;

    public Task AnswerAsync(JsonCall call, Action<Utf8JsonWriter> write) => JsonAnswer.SendAsync(call.Context, 200, json => floor.Read(_ =>
    {
        write(json);
        return true;
    }));

    public static Task RefuseAsync(HttpContext context, AlpacaFault fault) => JsonAnswer.SendAsync(context, fault.Status, json => WriteFault(json, fault));

    public static void WriteFault(Utf8JsonWriter json, AlpacaFault fault) => json.Item(() =>
    {
        json.WriteNumber("code", fault.Code);
        json.WriteString("message", fault.Message);
    });

    private bool Passes(HttpContext context, string key)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var used = counts.AddOrUpdate((key, minute), 1, static (_, before) => before + 1);
        counts.TryRemove((key, minute - 2), out _);
        context.Response.Headers[AlpacaLimits.Limit] = requestsAMinute.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[AlpacaLimits.Remaining] = Math.Max(0, requestsAMinute - used).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[AlpacaLimits.Reset] = ((minute + 1) * 60).ToString(CultureInfo.InvariantCulture);
        return used <= requestsAMinute;
    }
}
