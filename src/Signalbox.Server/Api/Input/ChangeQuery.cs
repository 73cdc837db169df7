using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;

namespace Signalbox.Server.Api.Input;

/// <summary>Why a change is made: <c>?reason=</c>, kept in the audit trail.</summary>
internal sealed record Reason : IInput, IEndpointParameterMetadataProvider
{
    private const int CharsMax = 500;

    public string? Text { get; private init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<Reason> BindAsync(HttpContext http)
    {
        var text = http.Request.Query["reason"].ToString().Trim();
        return ValueTask.FromResult(new Reason
        {
            Text = text.Length == 0 ? null : text,
            Unreadable = text.Length > CharsMax ? QueryErrors.Of("reason", $"A reason has at most {CharsMax} characters.") : null,
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter("reason", "Why you make this change; the audit trail keeps it.", QueryKind.Text));
}

/// <summary>The version a deletion was decided on: <c>?version=</c>.</summary>
internal sealed record SeenVersion : IInput, IEndpointParameterMetadataProvider
{
    public long? Number { get; private init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<SeenVersion> BindAsync(HttpContext http)
    {
        var text = http.Request.Query["version"].ToString();
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return ValueTask.FromResult(new SeenVersion
        {
            Number = valid ? number : null,
            Unreadable = valid || text.Length == 0 ? null : QueryErrors.Of("version", "Expected the version you read, a whole number."),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new QueryParameter("version", "The version you saw: if it was changed since, nothing is deleted. Absent: delete whatever is there.", QueryKind.WholeNumber));
}
