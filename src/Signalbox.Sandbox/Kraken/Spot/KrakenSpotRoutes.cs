using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Kraken;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Who may pass, what is counted, and the answer: errors and result side by side, always with the status 200.</summary>
internal sealed class KrakenSpotRoutes(IEndpointRouteBuilder routes, SandboxFloor floor, KrakenSpotGate gate, KrakenMeter meter)
{
    // One a second and short bursts of public questions from one address.
    private const double PublicMost = 30;

    public static readonly KrakenTier Tier = KrakenTier.Pro;

    public void Open(string method, Func<KrakenCall, Task> answer) => routes.MapMethods($"/0/public/{method}", [HttpMethods.Get, HttpMethods.Post], async context =>
    {
        var call = await KrakenCall.ReadAsync(context);
        await (meter.Take("public", 1, PublicMost, 1) ? answer(call) : RefuseAsync(call, "EGeneral:Too many requests"));
    });

    /// <param name="cost">Of the counter of questions; commands are counted by pair.</param>
    public void Signed(string method, double cost, Func<KrakenCall, SandboxAccount, Task> answer) => routes.MapPost($"/0/private/{method}", async context =>
    {
        var call = await KrakenCall.ReadAsync(context);
        var (account, error) = gate.Check(call);
        await (error is not null ? RefuseAsync(call, error)
            : cost > 0 && !meter.Take($"calls {account!.Key.Key}", cost, Tier.CallsMax, Tier.CallsPerSecond) ? RefuseAsync(call, "EAPI:Rate limit exceeded")
            : answer(call, account!));
    });

    public static Task RefuseAsync(KrakenCall call, string error) => KrakenJson.AnswerAsync(call.Context, json => json.WriteTexts("error", error));

    /// <summary>One picture of the floor.</summary>
    public Task AnswerAsync(KrakenCall call, Action<Utf8JsonWriter> write) => KrakenJson.AnswerAsync(call.Context, json =>
    {
        json.WriteTexts("error");
        json.WriteObject("result", () => floor.Read(_ =>
        {
            write(json);
            return true;
        }));
    });
}
