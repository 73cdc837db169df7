using System.Globalization;

namespace Signalbox.Server.Storage.Records;

/// <summary>Where the two databases say the same thing in different words.</summary>
/// <param name="Text">The type of a text that sorts by its bytes.</param>
/// <param name="Sum">Adds two decimals kept as text, exactly.</param>
internal sealed record RecordDialect(string Text, Func<int, string> Parameter, Func<string, string, string> Sum)
{
    public static readonly RecordDialect Sqlite = new(
        "text", index => string.Create(CultureInfo.InvariantCulture, $"$p{index}"), (left, right) => $"decimal_add({left}, {right})");

    public static readonly RecordDialect Postgres = new(
        "text COLLATE \"C\"",
        index => string.Create(CultureInfo.InvariantCulture, $"${index + 1}"),
        (left, right) => $"trim_scale({left}::numeric + {right}::numeric)::text");
}
