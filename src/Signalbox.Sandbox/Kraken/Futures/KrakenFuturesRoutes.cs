using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Who may pass, what is counted, and the answer: its result, and the venue's time beside it.</summary>
internal sealed class KrakenFuturesRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, KrakenFuturesGate gate)
{
    public const string Api = "/derivatives/api/v3/";
    public const string Past = "/api/history/v3/";

    private const double PoolMost = 500;
    private const double PoolPerSecond = 50;
    private const double PastMost = 100;
    private const double PastPerSecond = 100.0 / 600;

    private readonly KrakenMeter meter = new(TimeProvider.System);

    public void Open(string path, Func<KrakenCall, Task> answer) => routes.MapGet(path, async context => await answer(await KrakenCall.ReadAsync(context)));

    public void Signed(string method, string path, double cost, Func<KrakenCall, SandboxAccount, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        var call = await KrakenCall.ReadAsync(context);
        var (account, error) = gate.Check(call);
        await (error is not null ? RefuseAsync(call, error)
            : !IsCounted(path, account!, cost) ? RefuseAsync(call, "apiLimitExceeded")
            : answer(call, account!));
    });

    public void Get(string method, double cost, Func<KrakenCall, SandboxAccount, Task> answer) => Signed(HttpMethods.Get, Api + method, cost, answer);

    public void Post(string method, double cost, Func<KrakenCall, SandboxAccount, Task> answer) => Signed(HttpMethods.Post, Api + method, cost, answer);

    public Task RefuseAsync(KrakenCall call, string error) => KrakenJson.AnswerAsync(call.Context, json =>
    {
        json.WriteString("result", "error");
        json.WriteString("error", error);
        json.WriteTime("serverTime", floor.Now);
    });

    /// <summary>One picture of the floor.</summary>
    public Task AnswerAsync(KrakenCall call, Action<Utf8JsonWriter> write) => KrakenJson.AnswerAsync(call.Context, json =>
    {
        json.WriteString("result", "success");
        json.WriteTime("serverTime", floor.Now);
        floor.Read(_ =>
        {
            write(json);
            return true;
        });
    });

    private bool IsCounted(string path, SandboxAccount account, double cost) => path.StartsWith(Past, StringComparison.Ordinal)
        ? meter.Take($"history {account.Key.Key}", cost, PastMost, PastPerSecond)
        : meter.Take($"derivatives {account.Key.Key}", cost, PoolMost, PoolPerSecond);
}
