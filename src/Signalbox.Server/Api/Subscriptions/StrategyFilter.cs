using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>Only what belongs to one strategy: <c>?strategyId=</c>.</summary>
internal sealed record StrategyFilter(StrategyId? Strategy) : IInput, IEndpointParameterMetadataProvider
{
    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<StrategyFilter> BindAsync(HttpContext http)
    {
        var id = http.Request.Query["strategyId"].ToString();
        return ValueTask.FromResult(new StrategyFilter(id.Length == 0 ? null : new StrategyId(id))
        {
            Unreadable = StorableText.Is(id) ? null : QueryErrors.Of("strategyId", "An id has no control characters."),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter("strategyId", "Only the subscriptions of this strategy.", QueryKind.Text));
}
