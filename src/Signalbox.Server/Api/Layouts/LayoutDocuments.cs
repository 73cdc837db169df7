using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Signalbox.Server.Configuration.Layouts;

namespace Signalbox.Server.Api.Layouts;

/// <summary>How the caller wants a page.</summary>
public sealed record LayoutInput(
    [property: Required, Description("A JSON object; only the page that keeps it reads it.")] JsonElement? Layout = null,
    [property: Required, Description("The version you read; 0 where nothing was kept before.")] long? Version = null);

/// <summary>How the caller left a page.</summary>
public sealed record LayoutDocument(
    string Page,
    [property: Description("Rises with every save; 0 where nothing was ever kept.")] long Version,
    DateTimeOffset? UpdatedAt,
    [property: Description("What was kept; absent where nothing was.")] JsonElement? Layout)
{
    public static LayoutDocument Of(LayoutRow row) =>
        new(row.Page, row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt), JsonElement.Parse(row.Layout));

    public static LayoutDocument None(string page) => new(page, 0, null, null);
}
