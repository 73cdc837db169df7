using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Limits;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Routes of either product: who may pass, what it takes from which pool, and the answer as one picture of the floor.</summary>
internal sealed class KucoinRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, RateWindow pool)
{
    private readonly KucoinGate gate = new(floor);
    private readonly KucoinMeter meter = new(TimeProvider.System);

    /// <summary>For everybody.</summary>
    public void Open(string method, string path, int weight, Func<KucoinCall, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        if (await PassesAsync(context, KucoinLimits.Public, weight, ""))
        {
            await answer(await KucoinCall.ReadAsync(context));
        }
    });

    /// <summary>For whoever signs, out of the product's own pool.</summary>
    public void Signed(string method, string path, int weight, Func<KucoinCall, SandboxAccount, Task> answer) => Signed(method, path, pool, weight, answer);

    public void Signed(string method, string path, RateWindow from, int weight, Func<KucoinCall, SandboxAccount, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        var call = await KucoinCall.ReadAsync(context);
        var (account, fault) = gate.Check(call);
        if (fault is not null)
        {
            await KucoinJson.RefuseAsync(context, fault);
        }
        else if (await PassesAsync(context, from, weight, account!.Key.Key))
        {
            await answer(call, account);
        }
    });

    public Task AnswerAsync(KucoinCall call, Action<Utf8JsonWriter> data) => KucoinJson.AnswerAsync(call.Context, json => floor.Read(_ =>
    {
        data(json);
        return true;
    }));

    /// <summary>What both products tell everybody, and of a key.</summary>
    public void MapShared(string rights)
    {
        Open(HttpMethods.Get, "/api/v1/timestamp", 3, call => AnswerAsync(call, json => json.WriteNumberValue(floor.Now.ToUnixTimeMilliseconds())));
        Open(HttpMethods.Get, "/api/v1/status", 3, call => AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WriteString("status", "open");
            json.WriteString("msg", "");
        })));
        Signed(HttpMethods.Get, "/api/v1/user/api-key", KucoinLimits.Management, 20, (call, account) => AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WriteString("remark", "sandbox");
            json.WriteString("apiKey", account.Key.Key);
            json.WriteNumber("apiVersion", 3);
            json.WriteString("permission", $"General,{rights}");
            json.WriteTime("createdAt", floor.Now);
            json.WriteBoolean("isMaster", true);
        })));
    }

    private async Task<bool> PassesAsync(HttpContext context, RateWindow from, int weight, string subject)
    {
        if (meter.Passes(context, from, weight, subject))
        {
            return true;
        }

        await KucoinJson.RefuseAsync(context, KucoinFault.TooMany);
        return false;
    }
}
