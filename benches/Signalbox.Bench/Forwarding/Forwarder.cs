using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Signalbox.Venues.Loopback;

namespace Signalbox.Bench.Forwarding;

/// <summary>
/// What a user would write instead: an endpoint that signs the body it gets and posts it on over warm connections. The
/// durable one syncs the body to disk first. Neither reads it, keeps anything else, or knows what came of it.
/// </summary>
internal static class Forwarder
{
    public const string Listening = "The forwarder listens on ";
    public const string VenueVariable = "BENCH_VENUE";

    private static readonly TimeSpan SignedFor = TimeSpan.FromSeconds(5);

    /// <param name="folder">Where the durable one writes.</param>
    public static async Task<int> RunAsync(string folder)
    {
        // As the server does: syncing blocks a thread.
        ThreadPool.SetMinThreads(Math.Max(16, Environment.ProcessorCount * 4), 4);
        var venue = new Uri(Environment.GetEnvironmentVariable(VenueVariable) ?? throw new InvalidOperationException($"{VenueVariable} is not set."));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { BaseAddress = venue };
        var log = new BodyLog(Path.Combine(folder, "bodies.log"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapPost("/bare/{key}/{secret}", async context => await ForwardAsync(context, client, await BodyAsync(context)));
        app.MapPost("/durable/{key}/{secret}", async context =>
        {
            var body = await BodyAsync(context);
            await log.AppendAsync(body);
            await ForwardAsync(context, client, body);
        });
        await app.StartAsync();
        Console.WriteLine($"{Listening}{app.Urls.First()}");
        await log.RunAsync(app.Lifetime.ApplicationStopping);
        return 0;
    }

    private static async Task ForwardAsync(HttpContext context, HttpClient client, byte[] body)
    {
        var signer = new LoopbackSigner((string)context.Request.RouteValues["key"]!, (string)context.Request.RouteValues["secret"]!);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in signer.Sign("POST", "/v1/orders", body, DateTimeOffset.UtcNow, SignedFor))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, context.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
