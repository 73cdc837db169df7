using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;

namespace Signalbox.Server.Api.Paging;

/// <summary>Which part of a list is asked for: <c>?limit=</c> and <c>?after=</c>.</summary>
internal sealed record PageRequest : IInput, IEndpointParameterMetadataProvider
{
    public const int LimitDefault = 50;
    public const int LimitMax = 500;

    public required int Limit { get; init; }

    /// <summary>Empty: from the beginning. Ids sort after it as text.</summary>
    public required string After { get; init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    /// <summary>One more than the page holds, to know whether another follows.</summary>
    public int RowsToRead => Limit + 1;

    public static ValueTask<PageRequest> BindAsync(HttpContext http)
    {
        var asked = http.Request.Query["limit"].ToString();
        var after = http.Request.Query["after"].ToString();
        if (asked.Length == 0)
        {
            return ValueTask.FromResult(new PageRequest { Limit = LimitDefault, After = after });
        }

        var valid = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LimitMax;
        return ValueTask.FromResult(new PageRequest
        {
            Limit = valid ? limit : LimitDefault,
            After = after,
            Unreadable = valid ? null : QueryErrors.Of("limit", $"Expected a whole number from 1 to {LimitMax}."),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("limit", $"How many items at most: 1 to {LimitMax}, {LimitDefault} where absent.", QueryKind.WholeNumber));
        builder.Metadata.Add(new QueryParameter("after", "The `next` of the page before.", QueryKind.Text));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status422UnprocessableEntity));
    }
}
