using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;

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
        var limit = LimitDefault;
        if (asked.Length > 0 && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LimitMax))
        {
            return Refused("limit", $"Expected a whole number from 1 to {LimitMax}.");
        }

        return StorableText.Is(after)
            ? ValueTask.FromResult(new PageRequest { Limit = limit, After = after })
            : Refused("after", "Expected the `next` of the page before.");
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("limit", $"How many items at most: 1 to {LimitMax}, {LimitDefault} where absent.", QueryKind.WholeNumber));
        builder.Metadata.Add(new QueryParameter("after", "The `next` of the page before.", QueryKind.Text));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status422UnprocessableEntity));
    }

    private static ValueTask<PageRequest> Refused(string path, string message) =>
        ValueTask.FromResult(new PageRequest { Limit = LimitDefault, After = "", Unreadable = QueryErrors.Of(path, message) });
}
