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
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/audit", ListAsync).Requires(Scope.Audit).WithTags("Audit")
            .Describe("listAudit", "List who changed what", "Newest first; `after` continues with older entries.")
            .Answers<Page<AuditDocument>>();

    private static async Task<IResult> ListAsync(PageRequest page, AuditTrail trail, CancellationToken cancel)
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

        var entries = await trail.ListAsync(before, page.RowsToRead, cancel);
        return TypedResults.Json(
            Page.Of(entries, page.Limit, AuditDocument.Of, entry => entry.Version.ToString(CultureInfo.InvariantCulture)),
            ApiJson.Default.PageAuditDocument);
    }
}
