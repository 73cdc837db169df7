using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>Who may pass, and how often: thirty requests a second of each key, counted in seconds of the clock.</summary>
internal sealed class CoinbaseRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, CoinbaseGate gate, TimeProvider clock)
{
    private const string Root = "/api/v3/brokerage";
    private const string Scheme = "Bearer ";
    private const int RequestsASecond = 30;

    private readonly ConcurrentDictionary<(string Key, long Second), int> counts = [];

    /// <summary>For everybody.</summary>
    public void Open(string path, Func<JsonCall, Task> answer) =>
        routes.MapGet(Root + path, async context => await answer(await JsonCall.ReadAsync(context)));

    /// <summary>What the venue's older address answers everybody.</summary>
    public void OpenOld(string path, Func<JsonCall, Task> answer) => routes.MapGet(path, async context => await answer(await JsonCall.ReadAsync(context)));

    public void Map(string method, string path, Func<JsonCall, SandboxAccount, Task> answer) => MapWhole(method, Root + path, answer);

    /// <param name="path">Where the venue's older address also answers.</param>
    public void MapWhole(string method, string path, Func<JsonCall, SandboxAccount, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        var request = context.Request;
        var shown = request.Headers.Authorization.ToString();
        var token = shown.StartsWith(Scheme, StringComparison.Ordinal) ? shown[Scheme.Length..] : null;
        if (gate.Find(token, $"{request.Method} {request.Host}{request.Path}") is not { } account)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("Unauthorized\n", context.RequestAborted);
        }
        else if (Passes(account.Key.Key))
        {
            await answer(await JsonCall.ReadAsync(context), account);
        }
        else
        {
            await RefuseAsync(context, CoinbaseFault.TooMany);
        }
    });

    public Task AnswerAsync(JsonCall call, Action<Utf8JsonWriter> write) => JsonAnswer.SendAsync(call.Context, StatusCodes.Status200OK, json => floor.Read(_ =>
    {
        json.Item(() => write(json));
        return true;
    }));

    public static Task RefuseAsync(HttpContext context, CoinbaseFault fault) => JsonAnswer.SendAsync(context, fault.Status, json => json.Item(() =>
    {
        json.WriteString("error", fault.Error);
        json.WriteString("error_details", fault.Message);
        json.WriteString("message", fault.Message);
    }));

    private bool Passes(string key)
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        counts.TryRemove((key, second - 2), out _);
        return counts.AddOrUpdate((key, second), 1, static (_, before) => before + 1) <= RequestsASecond;
    }
}
