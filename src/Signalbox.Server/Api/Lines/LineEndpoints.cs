using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Node.Calls;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Lines;

/// <summary>The lines to venues: how they stand, and what went over them.</summary>
internal static class LineEndpoints
{
    private static readonly TimeSpan CheckedWithin = TimeSpan.FromSeconds(10);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/connections/{id}/line", Show).Requires(Scope.Read).OnAccount("id", PermissionLevel.See).WithTags("Connections")
            .Describe("getLine", "Show how the line to an account's venue stands", "State, clock, acknowledgement times, use of rate limits, and what the key may do.")
            .Answers<LineDocument>().Fails(404);
        api.MapPost("/connections/{id}/line/check", CheckAsync).Requires(Scope.Trade).OnAccount("id", PermissionLevel.Trade).WithTags("Connections")
            .Describe("checkLine", "Ask the venue what the key may do", "Nothing is changed there. The answer is how the line stands then.")
            .Answers<LineDocument>().Fails(404, 409);
        api.MapGet("/signals/{id}/calls", CallsAsync).Requires(Scope.Trade).WithTags("Signals")
            .Describe("listSignalCalls", "Show what went to venues for a signal, and what came back",
                "Kept in memory: the newest 200 calls of each account, by the node that sent them. Headers are not kept; signatures and keys are blotted out.")
            .Answers<VenueCallsDocument>().Fails(404);
    }

    private static IResult Show(string id, CatalogueHolder catalogue, VenueDesks desks, TimeProvider clock) =>
        catalogue.Current.Connections.ContainsKey(new AccountId(id))
            ? TypedResults.Json(Document(id, desks.Find(new(id)), clock), ApiJson.Default.LineDocument)
            : ApiErrors.NotFound("connection", id);

    private static async Task<IResult> CheckAsync(string id, CatalogueHolder catalogue, VenueDesks desks, TimeProvider clock, CancellationToken cancel)
    {
        if (!catalogue.Current.Connections.ContainsKey(new AccountId(id)))
        {
            return ApiErrors.NotFound("connection", id);
        }

        if (desks.Find(new(id)) is not { Desk: { } desk } place)
        {
            return ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of(
                "no-line", "The account has no line that could be checked: it is switched off, runs on another node, or is a paper account."));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CheckedWithin);
        var answer = await desk.PermissionsAsync(patience.Token);
        place.Permissions = new(clock.GetUtcNow(), answer.Value, answer.Failure);
        return TypedResults.Json(Document(id, place, clock), ApiJson.Default.LineDocument);
    }

    private static LineDocument Document(string id, VenueDesk? place, TimeProvider clock)
    {
        var desk = place?.Desk;
        return new(
            id,
            place is not null,
            desk?.Health.State, desk?.Health.Sentence, desk?.Health.Since,
            desk?.ClockOffset is { } offset ? Math.Round(offset.TotalMilliseconds, 3) : null,
            place?.Calls.Acknowledgements() is { } times ? AcknowledgementTimesDocument.Of(times) : null,
            [.. (desk?.Headroom ?? []).Select(limit => new HeadroomDocument(limit.Name, limit.Subject, limit.Used, limit.Limit, limit.ClosedUntil))],
            place?.Permissions is { } found ? PermissionsDocument.Of(found) : null,
            clock.GetUtcNow());
    }

    private static async Task<IResult> CallsAsync(string id, Sight sight, RecordReader reader, VenueDesks desks, CancellationToken cancel)
    {
        var (signal, orders) = await reader.ReadAsync(sight, async scope => (
            await scope.RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", new { Id = id }),
            await scope.RowsAsync<OrderRow>("SELECT * FROM orders WHERE signal = @Id ORDER BY place LIMIT 5000", new { Id = id })), cancel);
        return signal is null ? ApiErrors.NotFound("signal", id) : TypedResults.Json(Document(orders, desks), ApiJson.Default.VenueCallsDocument);
    }

    private static VenueCallsDocument Document(IReadOnlyList<OrderRow> orders, VenueDesks desks)
    {
        var calls = new List<VenueCallDocument>();
        var isComplete = true;
        foreach (var account in orders.GroupBy(order => new AccountId(order.Account)))
        {
            var ids = account.Select(order => ClientOrderId.From(order.Id)).ToHashSet();
            var found = desks.Find(account.Key)?.Calls.Of(ids).ToList() ?? [];
            isComplete &= ids.IsSubsetOf(found.SelectMany(call => call.Orders));
            calls.AddRange(found.Select(call => VenueCallDocument.Of(account.Key, call)));
        }

        return new([.. calls.OrderBy(call => call.At)], isComplete);
    }
}
