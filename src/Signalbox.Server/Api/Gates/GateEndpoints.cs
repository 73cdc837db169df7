using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Gates;

internal static class GateEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var gates = api.MapGroup("/gates").WithTags("Gates");
        gates.MapGet("/language", () => TypedResults.Json(GateLanguageDocument.Whole, ApiJson.Default.GateLanguageDocument)).Requires(Scope.Read)
            .Describe("getGateLanguage", "List what expressions may use")
            .Answers<GateLanguageDocument>();
        GateSecretEndpoints.Map(gates);
    }
}
