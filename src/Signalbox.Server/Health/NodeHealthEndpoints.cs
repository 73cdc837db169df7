using Signalbox.Server.Api;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Health;

internal static class NodeHealthEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/health", ShowAsync).Requires(Scope.Read).WithTags("Health")
        .Describe("getHealth", "Show how this node is doing", "Latencies per phase, queues, lag, sizes, memory, webhook outcomes and accounts.")
        .Answers<NodeHealthDocument>();

    private static async Task<IResult> ShowAsync(Sight sight, NodeHealth health, CancellationToken cancel) =>
        TypedResults.Json(await health.NowAsync(sight, cancel), ApiJson.Default.NodeHealthDocument);
}
