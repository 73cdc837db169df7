using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Limits;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Tokens and the addresses they open, the same for both products; what an account's stream tells is the product's.</summary>
internal sealed class KucoinStreams(SandboxStage stage, KucoinTape tape, RateWindow pool, bool isFutures)
{
    private const string PrivatePath = "/endpoint/private";
    private const string PublicPath = "/endpoint/public";
    private const string PublicToken = "public";

    public void Map(IEndpointRouteBuilder builder, KucoinRoutes routes, Func<SandboxAccount, HttpContext, Task> serveAccount)
    {
        routes.Open(HttpMethods.Post, "/api/v1/bullet-public", 10, call => AnswerAsync(routes, call, PublicPath, PublicToken));
        routes.Signed(HttpMethods.Post, "/api/v1/bullet-private", pool, 10, (call, account) => AnswerAsync(routes, call, PrivatePath, KucoinSocket.TokenOf(account.Key)));
        builder.MapGet(PublicPath, context => context.Request.Query["token"] == PublicToken
            ? new KucoinMarketFeed(stage, tape, isFutures).ServeAsync(context)
            : RefuseAsync(context));
        builder.MapGet(PrivatePath, context => stage.Options.Keys.FirstOrDefault(key => KucoinSocket.TokenOf(key) == context.Request.Query["token"]) is { } key
            ? serveAccount(stage.Floor.Find(key.Key)!, context)
            : RefuseAsync(context));
    }

    private static Task AnswerAsync(KucoinRoutes routes, KucoinCall call, string path, string token) => routes.AnswerAsync(call, json => json.WriteObject(() =>
    {
        json.WriteString("token", token);
        json.WritePropertyName("instanceServers");
        json.WriteList([path], each => json.WriteObject(() =>
        {
            json.WriteString("endpoint", $"ws://{call.Context.Request.Host}{each}");
            json.WriteBoolean("encrypt", false);
            json.WriteString("protocol", "websocket");
            json.WriteNumber("pingInterval", KucoinSocket.PingIntervalMs);
            json.WriteNumber("pingTimeout", KucoinSocket.PingTimeoutMs);
        }));
    }));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
