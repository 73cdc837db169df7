using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Okx;

/// <summary>Who may pass, and how often.</summary>
internal sealed class OkxRoutes(IEndpointRouteBuilder routes, OkxGate gate, OkxMeter meter)
{
    /// <summary>For everybody.</summary>
    public void Open(string path, int limit, Func<OkxCall, Task> answer) => routes.MapGet(path, async context =>
    {
        var call = await OkxCall.ReadAsync(context);
        await (meter.Passes(path, limit) ? answer(call) : OkxAnswers.RefuseAsync(context, OkxFault.TooMany));
    });

    public void Ask(string path, int limit, Func<OkxCall, SandboxAccount, Task> answer) => Signed(HttpMethods.Get, path, limit, answer);

    /// <param name="limit">Of single requests; lists count as many times as they have entries.</param>
    public void Tell(string path, int limit, Func<OkxCall, SandboxAccount, Task> answer) => Signed(HttpMethods.Post, path, limit, answer);

    private void Signed(string method, string path, int limit, Func<OkxCall, SandboxAccount, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        var call = await OkxCall.ReadAsync(context);
        var (account, fault) = gate.Check(call);
        if (fault is null && call.Items is null)
        {
            fault = OkxFault.Json;
        }

        if (fault is null && !meter.Passes($"{method} {path} {account!.Key.Key} {call["instId"] ?? (call.Items is [var only] ? only["instId"] : "")}", limit, Math.Max(1, call.Items!.Count)))
        {
            fault = OkxFault.TooMany;
        }

        await (fault is null ? answer(call, account!) : OkxAnswers.RefuseAsync(context, fault));
    });
}
