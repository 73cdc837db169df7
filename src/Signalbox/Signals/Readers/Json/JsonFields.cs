using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Signals.Repairs;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.Json;

/// <summary>
/// Reads the fields of one object and remembers the first thing that is wrong, and which fields nobody asked for. Null and
/// empty text count as absent: alert templates send them for values they do not have. Of a name that stands twice the last
/// one counts.
/// </summary>
public sealed partial class JsonFields
{
    private const int WordLengthMax = 64;

    /// <summary>Below this comparing them one by one is the fastest way to find repeated names.</summary>
    private const int FieldsComparedOneByOne = 32;
    private static readonly SearchValues<byte> NumberLetters = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlyMemory<byte> text;
    private readonly List<Field> fields;
    private readonly string path;
    private readonly JsonFields? parent;
    private List<JsonFields>? nested;

    public JsonFields(JsonValue root, string path = "", JsonFields? parent = null)
    {
        this.path = path;
        this.parent = parent;
        parent?.Hold(this);
        text = root.Memory;
        fields = new(parent is null ? 12 : 4);
        var scan = new JsonScan(root.Raw);
        while (scan.NextField(out var name, out var value))
        {
            fields.Add(new()
            {
                // Without its quotes.
                NameStart = name.Start.Value + 1,
                NameLength = name.End.Value - name.Start.Value - 2,
                ValueStart = value.Start.Value,
                ValueLength = value.End.Value - value.Start.Value,
            });
        }
    }

    public Refusal? Refusal { get; private set; }

    public IEnumerable<string> Names => fields.Select(each => NameOf(each).Text);

    public IEnumerable<(string Name, JsonValue Value)> All => fields.Select(each => (NameOf(each).Text, ValueOf(each)));

    /// <summary>What was mended in reading it: a field that stands twice.</summary>
    public IReadOnlyList<string> Repairs() => HasRepeated() ? [Repair.RepeatedField] : [];

    /// <summary>Says what is wrong; the first complaint stands.</summary>
    public void Refuse(string code, string message, string? field = null)
    {
        Refusal ??= new(code, message, field is null ? null : path + field);
        parent?.Refuse(code, message, field is null ? null : path + field, isFullPath: true);
    }

    /// <summary>Whether the field is there at all, whatever it holds; it does not count as asked for.</summary>
    public bool Has(string name) => Find(name) >= 0;

    /// <summary>The field's value; null when it is absent or null.</summary>
    public JsonValue? Any(string name)
    {
        var index = Find(name);
        if (index < 0)
        {
            return null;
        }

        ref var field = ref CollectionsMarshal.AsSpan(fields)[index];
        field.IsRead = true;
        return ValueOf(field) is { Kind: not JsonValueKind.Null } value ? value : null;
    }

    public string? Text(string name, int lengthMax, string code)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return Wrong(name, value, code, "a text");
        }

        var text = value.Text.Trim();
        if (text.Length > lengthMax)
        {
            Refuse(code, $"The field {path}{name} is longer than {lengthMax} characters. Shorten it.", name);
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>One of a fixed set of words, in any case.</summary>
    public T? Word<T>(string name, FrozenDictionary<string, T> words, string code, string choices)
        where T : struct
    {
        if (Any(name) is not { } value || IsBlank(value))
        {
            return null;
        }

        Span<char> letters = stackalloc char[WordLengthMax];
        if (value.Kind == JsonValueKind.String && TryRead(value, letters, out var length)
            && words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(letters[..length].Trim(), out var meaning))
        {
            return meaning;
        }

        var nearest = value.Kind == JsonValueKind.String && value.Inner.Length <= WordLengthMax ? NearestWord.Of(value.Text.Trim(), words.Keys) : null;
        Refuse(code, $"The field {path}{name} is {value.Shown}. Send {choices}.{(nearest is null ? "" : $" Did you mean {nearest}?")}", name);
        return null;
    }

    public decimal? Number(string name, string code)
    {
        if (Any(name) is not { } value || IsBlank(value))
        {
            return null;
        }

        if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Wrong(name, value, code, "a number");
            return null;
        }

        if (value.IsEscaped ? Decimals.TryParse(value.Text, out var number) : Decimals.TryParse(value.Inner, out number))
        {
            return number;
        }

        Refuse(IsNumberLike(value.Inner) ? "number-out-of-range" : code,
            $"The field {path}{name} is {value.Shown}, which is not a usable number. {(NotANumber.Of(value.Text) is { } word ? NotANumber.Explained(word) : "Send a plain decimal number.")}", name);
        return null;
    }

    public decimal? Positive(string name, string code)
    {
        var number = Number(name, code);
        if (number <= 0)
        {
            Refuse(code, $"The field {path}{name} is {Decimals.Canonical(number.Value)}. Send a number above zero.", name);
            return null;
        }

        return number;
    }

    public Price? Price(string name, string code) => Positive(name, code) is { } number ? new(number) : null;

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string name, int least, int most, string code)
    {
        if (Number(name, code) is not { } number)
        {
            return null;
        }

        if (number < least || number > most || number != decimal.Truncate(number))
        {
            Refuse(code, $"The field {path}{name} is {Decimals.Canonical(number)}. Send a whole number from {least} to {most}.", name);
            return null;
        }

        return (int)number;
    }

    public bool? Flag(string name, string code)
    {
        switch (Any(name))
        {
            case null:
                return null;
            case { Kind: JsonValueKind.True }:
                return true;
            case { Kind: JsonValueKind.False }:
                return false;
            case { Kind: JsonValueKind.String } text when IsBlank(text):
                return null;
            case { Kind: JsonValueKind.String } text when bool.TryParse(text.Text, out var flag):
                return flag;
            case { } value:
                Refuse(code, $"The field {path}{name} is {value.Shown}. Send true or false.", name);
                return null;
        }
    }

    /// <summary>The field is not acted upon after all: it is kept as unknown.</summary>
    public void Forget(string name)
    {
        if (Find(name) is >= 0 and var index)
        {
            CollectionsMarshal.AsSpan(fields)[index].IsRead = false;
        }
    }

    /// <summary>A time that cannot be read is the sender's decoration, not a reason to lose the trade: it is kept as unknown.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Any(name) is { Kind: JsonValueKind.String or JsonValueKind.Number } value && (TryReadPlain(value, out var time) || SentTimes.TryRead(value.Text, out time)))
        {
            return time;
        }

        Forget(name);
        return null;
    }

    public JsonFields? Object(string name, string code)
    {
        switch (Any(name))
        {
            case null:
                return null;
            case { Kind: JsonValueKind.Object } value:
                return new(value, $"{path}{name}.", this);
            case { } value:
                Refuse(code, $"The field {path}{name} is {value.Shown}. Send an object.", name);
                return null;
        }
    }

    /// <summary>An object that is kept as it is and never looked into.</summary>
    public JsonElement? Notes(string name, string code)
    {
        switch (Any(name))
        {
            case null:
                return null;
            case { Kind: JsonValueKind.Object } value:
                return value.ToElement();
            case { } value:
                Refuse(code, $"The field {path}{name} is {value.Shown}. Send an object.", name);
                return null;
        }
    }

    /// <summary>The objects of an array, each with its place in its path; empty when the field is absent.</summary>
    public IReadOnlyList<JsonFields> Objects(string name, int countMax, string code)
    {
        if (Any(name) is not { } value)
        {
            return [];
        }

        var items = value.Items();
        if (value.Kind != JsonValueKind.Array || items.Count > countMax || items.Any(item => item.Kind != JsonValueKind.Object))
        {
            Refuse(code, $"The field {path}{name} is {value.Shown}. Send an array of at most {countMax} objects.", name);
            return [];
        }

        return [.. items.Select((item, index) => new JsonFields(item, $"{path}{name}[{index}].", this))];
    }

    /// <summary>A credential: what it is, and how it stands in the body, so that it can be taken out.</summary>
    public BodySecret? Secret(string name) => Any(name) is { Kind: JsonValueKind.String or JsonValueKind.Number } value && !IsBlank(value)
        ? new($"{path}{name}", value.Text, Encoding.UTF8.GetString(value.Inner))
        : null;

    private void Refuse(string code, string message, string? fullPath, bool isFullPath)
    {
        Refusal ??= new(code, message, fullPath);
        parent?.Refuse(code, message, fullPath, isFullPath);
    }

    private int Find(string name)
    {
        var written = text.Span;
        for (var index = fields.Count - 1; index >= 0; index--)
        {
            var field = fields[index];
            if (field.NameLength == name.Length)
            {
                if (Ascii.Equals(written.Slice(field.NameStart, field.NameLength), name))
                {
                    return index;
                }
            }
            else if (field.NameLength > name.Length && written.Slice(field.NameStart, field.NameLength).Contains((byte)'\\') && NameOf(field).Text == name)
            {
                return index;
            }
        }

        return -1;
    }

    private JsonValue NameOf(Field field) => new(text.Slice(field.NameStart - 1, field.NameLength + 2));

    private JsonValue ValueOf(Field field) => new(text.Slice(field.ValueStart, field.ValueLength));

    /// <summary>The usual form, ISO 8601 in universal time, without a text in between.</summary>
    private static bool TryReadPlain(JsonValue value, out DateTimeOffset time)
    {
        var reader = new Utf8JsonReader(value.Raw);
        time = default;
        return value.Inner is [.., (byte)'Z'] && reader.Read() && reader.TryGetDateTimeOffset(out time);
    }

    private string? Wrong(string name, JsonValue value, string code, string expected)
    {
        Refuse(code, $"The field {path}{name} is {value.Shown}. Send {expected}.", name);
        return null;
    }

    private static bool TryRead(JsonValue value, Span<char> letters, out int length)
    {
        if (value.Inner.Length > letters.Length)
        {
            length = 0;
            return false;
        }

        if (value.IsEscaped)
        {
            value.Text.CopyTo(letters);
            length = value.Text.Length;
            return true;
        }

        return Encoding.UTF8.TryGetChars(value.Inner, letters, out length);
    }

    private static bool IsBlank(JsonValue value) => value.Kind == JsonValueKind.String
        && (value.IsEscaped ? value.Text.AsSpan().Trim(" \t\r\n").IsEmpty : value.Inner.Trim(" \t"u8).IsEmpty);

    private static bool IsNumberLike(ReadOnlySpan<byte> raw) => !raw.IsEmpty && raw.IndexOfAnyExcept(NumberLetters) < 0 && raw.ContainsAnyInRange((byte)'0', (byte)'9');

    private struct Field
    {
        public int NameStart { get; init; }

        public int NameLength { get; init; }

        public int ValueStart { get; init; }

        public int ValueLength { get; init; }

        public bool IsRead { get; set; }
    }
}
