using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Audit;

/// <summary>The filters of the audit trail, from the query.</summary>
internal sealed record AuditInput(AuditQuery Query) : IInput, IEndpointParameterMetadataProvider
{
    private const int CharsMax = 200;

    private static readonly QueryParameter[] Parameters =
    [
        new("who", "The id of a user, or a part of the name of a user or token.", QueryKind.Text),
        new("event", "What happened: strategy_changed, or a part such as strategy; several separated by commas.", QueryKind.Text),
        new("subject", "The id of what it happened to, or a part of its name.", QueryKind.Text),
        new("since", "Not before this time (ISO 8601).", QueryKind.Text),
        new("until", "Before this time (ISO 8601).", QueryKind.Text),
        new("text", "A part of anything the entry says: the reason, the address, what was before and after.", QueryKind.Text),
    ];

    private static readonly HashSet<string> Kinds =
        [.. AdministrationCodec.Events.Types.Select(type => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name))];

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var each in Parameters)
        {
            builder.Metadata.Add(each);
        }
    }

    public static ValueTask<AuditInput> BindAsync(HttpContext http)
    {
        var errors = new List<FieldError>();
        var query = new AuditQuery
        {
            Who = Text(http, "who", errors),
            Kinds = KindsOf(http, errors),
            Subject = Text(http, "subject", errors),
            Since = Time(http, "since", errors),
            Until = Time(http, "until", errors),
            Text = Text(http, "text", errors),
        };
        return ValueTask.FromResult(new AuditInput(query)
        {
            Unreadable = errors.Count == 0 ? null : (StatusCodes.Status422UnprocessableEntity, ApiErrors.Validation(errors)),
        });
    }

    private static string? Text(HttpContext http, string name, List<FieldError> errors)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length > CharsMax || !StorableText.Is(text))
        {
            errors.Add(new(name, $"Expected a text of at most {CharsMax} characters."));
        }

        return text.Length == 0 ? null : text;
    }

    private static string[] KindsOf(HttpContext http, List<FieldError> errors)
    {
        var kinds = http.Request.Query["event"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (kinds.FirstOrDefault(part => !Kinds.Any(kind => kind.Contains(part, StringComparison.Ordinal))) is { } unknown)
        {
            errors.Add(new("event", $"There is no event {(unknown.Length > CharsMax ? "of this name" : unknown)}. Write it like strategy_changed."));
        }

        return kinds;
    }

    private static DateTimeOffset? Time(HttpContext http, string name, List<FieldError> errors)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        errors.Add(new(name, "Expected a time such as 2026-01-31 or 2026-01-31T09:00:00Z."));
        return null;
    }
}
