using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Server.Api.OpenApi;

/// <summary>Makes the schemas say what really travels.</summary>
internal static class ApiSchemas
{
    public static Task Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(decimal) || type == typeof(Price) || type == typeof(Quantity) || type == typeof(Money))
        {
            WriteDecimalAsText(schema, context.JsonPropertyInfo);
        }

        if (type.IsEnum && schema.Enum is { } words)
        {
            // One schema serves every field of the type; a field that may be absent says so itself.
            schema.Enum = [.. words.Where(word => word is not null && !word.IsJsonNullSentinel())];
        }

        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            ListRequired(schema, context.JsonTypeInfo.Properties);
        }

        return Task.CompletedTask;
    }

    // A converter of our own writes them, so the framework knows neither their type nor what the field says of itself.
    private static void WriteDecimalAsText(OpenApiSchema schema, JsonPropertyInfo? property)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = "decimal";
        schema.Pattern = null;
        schema.Description ??= property?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            .OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
        if (property?.AssociatedParameter is { HasDefaultValue: true, DefaultValue: decimal usual })
        {
            schema.Default = Decimals.Canonical(usual);
        }
    }

    /// <summary>What may be null is absent instead; what an input needs is marked on its field.</summary>
    private static void ListRequired(OpenApiSchema schema, IEnumerable<JsonPropertyInfo> properties)
    {
        foreach (var property in properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true)
            {
                (schema.Required ??= new HashSet<string>()).Add(property.Name);
            }
            else if (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                schema.Required?.Remove(property.Name);
            }
        }
    }
}
