using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;

namespace Signalbox.Server.Api.Alerts;

/// <summary>Whether only what still calls a person is listed: <c>?open=true</c>.</summary>
internal sealed record OpenIncidentsOnly : IInput, IEndpointParameterMetadataProvider
{
    public bool IsAsked { get; private init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<OpenIncidentsOnly> BindAsync(HttpContext http) => ValueTask.FromResult(http.Request.Query["open"].ToString() switch
    {
        "" or "false" => new OpenIncidentsOnly(),
        "true" => new() { IsAsked = true },
        _ => new() { Unreadable = QueryErrors.Of("open", "Expected true or false.") },
    });

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryParameter(
        "open", "`true`: only what calls a person by the rules as they are now, and nobody has seen. A page may hold fewer than asked for and still name a `next`.", QueryKind.Text));
}
