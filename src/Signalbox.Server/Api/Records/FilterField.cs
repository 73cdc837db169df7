using System.Globalization;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Api.Records;

internal enum FilterKind
{
    Text,

    /// <summary>Found anywhere in a longer text, whatever its case.</summary>
    Part,

    /// <summary>A time in ISO 8601; without an offset it is UTC.</summary>
    Time,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <summary>A query parameter that narrows a list.</summary>
/// <param name="Condition">What must hold of a row; its parameter is named like the field.</param>
/// <param name="Words">The only words it takes; empty: any.</param>
internal sealed record FilterField(string Name, FilterKind Kind, string Description, string Condition, params IReadOnlyList<string> Words)
{
    /// <summary>Says what is wrong with a text that is no value of this field.</summary>
    public string? Read(string text, out object value)
    {
        value = text;
        switch (Kind)
        {
            case FilterKind.Time:
                var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
                value = at.UtcTicks;
                return isTime ? null : "Expected a time such as 2026-01-05T09:00:00Z.";
            case FilterKind.Flag:
                value = text == "true" ? 1L : 0L;
                return text is "true" or "false" ? null : "Expected true or false.";
            case FilterKind.Part:
                value = $"%{Escaped(text)}%";
                break;
        }

        return Words.Count > 0 && !Words.Contains(text) ? $"Expected one of {string.Join(", ", Words)}."
            : StorableText.Is(text) ? null
            : "Expected a text without control characters.";
    }

    private static string Escaped(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal)
        .Replace("%", "!%", StringComparison.Ordinal)
        .Replace("_", "!_", StringComparison.Ordinal);
}
