using System.Collections.Frozen;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.Commands;

/// <summary>
/// The named values of one command of a text language. Remembers the first thing that is wrong and which names nobody asked
/// for. Names are read in any case; of one that stands twice the first complaint is that it does.
/// </summary>
public sealed class CommandFields
{
    private const int FieldsMax = 64;

    private readonly List<Field> fields = [];

    public CommandFields(IEnumerable<(string Name, string Value)> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            if (fields.Count == FieldsMax)
            {
                Refuse("too-many-parameters", $"A command has at most {FieldsMax} parameters.");
                return;
            }

            if (Find(name) is not null)
            {
                Refuse("repeated-parameter", $"The parameter {name} stands twice in one command. Remove one of them.", name);
            }

            fields.Add(new(name, Unquoted(value.Trim())));
        }
    }

    public Refusal? Refusal { get; private set; }

    public IEnumerable<string> Names => fields.Select(each => each.Name);

    public bool Has(string name) => Find(name) is not null;

    public void Refuse(string code, string message, string? field = null) => Refusal ??= new(code, message, field);

    /// <summary>The value under any of its names; null when absent or empty.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } field)
            {
                field.IsRead = true;
                if (field.Value.Length > 0)
                {
                    return field.Value;
                }
            }
        }

        return null;
    }

    public T? Word<T>(FrozenDictionary<string, T> words, string code, params ReadOnlySpan<string> names)
        where T : struct
    {
        if (Text(names) is not { } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out var meaning))
        {
            return meaning;
        }

        var nearest = text.Length <= 64 ? NearestWord.Of(text, words.Keys) : null;
        Refuse(code, $"{names[0]} is {Shown(text)}. Send one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.{(nearest is null ? "" : $" Did you mean {nearest}?")}", names[0]);
        return null;
    }

    public decimal? Positive(string code, params ReadOnlySpan<string> names)
    {
        if (Text(names) is not { } text)
        {
            return null;
        }

        if (Decimals.TryParse(text, out var number) && number is > 0 and <= Amounts.Most)
        {
            return number;
        }

        Refuse(code, $"{names[0]} is {Shown(text)}. Send a number above zero.", names[0]);
        return null;
    }

    public Price? Price(string code, params ReadOnlySpan<string> names) => Positive(code, names) is { } number ? new(number) : null;

    public bool Flag(string name)
    {
        switch (Text(name)?.ToUpperInvariant())
        {
            case null or "0" or "FALSE" or "NO":
                return false;
            case "1" or "TRUE" or "YES":
                return true;
            case { } text:
                Refuse("invalid-flag", $"{name} is {Shown(text)}. Send true or false.", name);
                return false;
        }
    }

    /// <summary>Says that a parameter asks for something that is not done here; one that asks for nothing is let pass.</summary>
    public void Cannot(string name, string why)
    {
        if (Text(name) is { } value && !AsksForNothing(value))
        {
            Refuse("unsupported-parameter", $"The parameter {name} {why}", name);
        }
    }

    /// <summary>A name nobody knows is a slip that may change what is traded: it is refused, with the one probably meant.</summary>
    public void RefuseUnknown(IReadOnlyCollection<string> known)
    {
        if (fields.Find(field => !field.IsRead && !known.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            var nearest = unknown.Name.Length <= 64 ? NearestWord.Of(unknown.Name, known) : null;
            Refuse("unknown-parameter", $"There is no parameter {Shown(unknown.Name)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} Correct or remove it.", unknown.Name);
        }
    }

    /// <summary>
    /// A parameter the command does not act upon may be the stop the sender relies on: it is refused, and so is a name nobody
    /// knows. One that asks for nothing is let pass.
    /// </summary>
    /// <param name="isNote">Names that are kept with the signal and shown.</param>
    public void RefuseUnread(IReadOnlyCollection<string> known, Func<string, bool>? isNote = null)
    {
        RefuseUnknown(known);
        if (fields.Find(field => !field.IsRead && !AsksForNothing(field.Value) && isNote?.Invoke(field.Name) != true) is { } unread)
        {
            Refuse("unsupported-parameter",
                $"The parameter {Shown(unread.Name)} has no effect here: the command does not take it, or another parameter already says the same. Remove it, or send the one that is meant.", unread.Name);
        }
    }

    /// <summary>These change nothing about the command: they are let pass.</summary>
    public void LetPass(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Text(name);
        }
    }

    /// <summary>What nobody asked for, as one object; null when there is none.</summary>
    public JsonElement? Unread()
    {
        var unread = fields.Where(field => !field.IsRead).DistinctBy(field => field.Name).ToArray();
        if (unread.Length == 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in unread)
            {
                writer.WriteString(field.Name, field.Value);
            }

            writer.WriteEndObject();
        }

        return new Json.JsonValue(buffer.ToArray()).ToElement();
    }

    public static string Shown(string text) => text.Length == 0 ? "empty" : text.Length <= 40 ? text : text[..40] + "…";

    private static bool AsksForNothing(string value) => value.ToUpperInvariant() is "" or "0" or "FALSE";

    private Field? Find(string name) => fields.Find(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Unquoted(string value) => value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    private sealed record Field(string Name, string Value)
    {
        public bool IsRead { get; set; }
    }
}
