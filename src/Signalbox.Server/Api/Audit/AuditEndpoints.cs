using System.Globalization;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Audit;

internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/", ListAsync).Requires(Scope.Audit)
            .Describe("listAudit", "List who changed what",
                "Newest first; `after` continues with older entries. A page that looked far for what was asked may hold fewer than `limit` and still have a `next`.")
            .Answers<Page<AuditDocument>>().Fails(422);
        audit.MapGet("/export", AuditExport.WriteAsync).Requires(Scope.Audit)
            .Describe("exportAudit", "Take a copy of the audit trail",
                "Oldest first, streamed: one JSON array (`format=json`, the default) or CSV (`format=csv`). The filters are those of the list. Taking it is itself an entry.")
            .WithMetadata(new QueryParameter("format", "json or csv.", QueryKind.Text))
            .Answers<IReadOnlyList<AuditDocument>>().Fails(422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, AuditInput input, AuditTrail trail, CancellationToken cancel)
    {
        long? before = null;
        if (page.After.Length > 0)
        {
            if (!long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return ApiErrors.Invalid([new("after", "Expected the `next` of the page before.")]);
            }

            before = number;
        }

        var found = await trail.SearchAsync(input.Query, before, page.Limit, cancel);
        return TypedResults.Json(
            new([.. found.Entries.Select(AuditDocument.Of)], found.Before?.ToString(CultureInfo.InvariantCulture)),
            ApiJson.Default.PageAuditDocument);
    }
}
