using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Records;

/// <summary>A table that is listed, and by what.</summary>
internal interface IRecordList
{
    static abstract string Table { get; }

    /// <summary>The column its rows stand in order by; newest is highest.</summary>
    static abstract string Order { get; }

    static abstract IReadOnlyList<FilterField> Fields { get; }
}

/// <summary>The conditions a caller set on a list.</summary>
internal sealed record RecordFilter<TList> : IInput, IEndpointParameterMetadataProvider
    where TList : IRecordList
{
    private const int CharsMax = 200;

    public IReadOnlyList<(FilterField Field, object Value)> Values { get; private init; } = [];

    /// <summary>The same as it was asked, by the names of the fields.</summary>
    public IReadOnlyDictionary<string, string> Asked { get; private init; } = new Dictionary<string, string>();

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<RecordFilter<TList>> BindAsync(HttpContext http)
    {
        var values = new List<(FilterField, object)>();
        var errors = new List<FieldError>();
        foreach (var field in TList.Fields)
        {
            if (http.Request.Query[field.Name].ToString() is { Length: > 0 } text)
            {
                var problem = text.Length > CharsMax ? $"Expected at most {CharsMax} characters." : null;
                object value = text;
                problem ??= field.Read(text, out value);
                if (problem is null)
                {
                    values.Add((field, value));
                }
                else
                {
                    errors.Add(new(field.Name, problem));
                }
            }
        }

        return ValueTask.FromResult(new RecordFilter<TList>
        {
            Values = values,
            Asked = values.ToDictionary(each => each.Item1.Name, each => http.Request.Query[each.Item1.Name].ToString(), StringComparer.Ordinal),
            Unreadable = errors.Count == 0 ? null : (StatusCodes.Status422UnprocessableEntity, ApiErrors.Validation(errors)),
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var field in TList.Fields)
        {
            var words = field.Words.Count == 0 ? "" : $" One of {string.Join(", ", field.Words)}.";
            builder.Metadata.Add(new QueryParameter(field.Name, field.Description + words, QueryKind.Text));
        }
    }
}
