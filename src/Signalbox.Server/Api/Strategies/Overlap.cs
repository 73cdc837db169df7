using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;

namespace Signalbox.Server.Api.Strategies;

/// <summary>How long the secret before a new one goes on working: <c>?overlapMinutes=</c>.</summary>
internal sealed record Overlap : IInput, IEndpointParameterMetadataProvider
{
    private const int UsualMinutes = 24 * 60;
    private const int MinutesMax = 30 * 24 * 60;

    public TimeSpan Time { get; private init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<Overlap> BindAsync(HttpContext http)
    {
        var minutes = UsualMinutes;
        var text = http.Request.Query["overlapMinutes"].ToString();
        var isRead = text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes <= MinutesMax);
        return ValueTask.FromResult(new Overlap
        {
            Time = TimeSpan.FromMinutes(minutes),
            Unreadable = isRead ? null : QueryErrors.Of("overlapMinutes", $"Expected a whole number from 0 to {MinutesMax}."),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryParameter(
        "overlapMinutes", $"How long the old address goes on working: 0 to {MinutesMax}, {UsualMinutes} where absent. 0 ends it at once.", QueryKind.WholeNumber));
}
