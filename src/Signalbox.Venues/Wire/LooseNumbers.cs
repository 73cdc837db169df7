using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Venues.Wire;

/// <summary>
/// Numbers as venues write them: bare, quoted, empty or null, with or without an exponent. One venue uses several of these
/// for the same field, so every message of an adapter reads its numbers through here.
/// </summary>
public sealed class LooseDecimal : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LooseDecimalOrNull.Read(ref reader) ?? 0m;

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Decimals.Canonical(value));
}

/// <summary>An empty text is no number.</summary>
public sealed class LooseDecimalOrNull : JsonConverter<decimal?>
{
    public override bool HandleNull => true;

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } known) writer.WriteStringValue(Decimals.Canonical(known));
        else writer.WriteNullValue();
    }

    internal static decimal? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var bare) ? bare : Parse(reader.ValueSpan);
            case JsonTokenType.String when !reader.ValueIsEscaped && !reader.HasValueSequence:
                return reader.ValueSpan.IsEmpty ? null : Parse(reader.ValueSpan);
            case JsonTokenType.String:
                return reader.GetString() is { Length: > 0 } text && Decimals.TryParse(text, out var escaped) ? escaped : null;
            default:
                throw new JsonException($"A number is expected and not {reader.TokenType}.");
        }
    }

    private static decimal? Parse(ReadOnlySpan<byte> text) => Decimals.TryParse(text, out var value)
        ? value
        : throw new JsonException("A number cannot be read.");
}

/// <summary>Ids and times that come as numbers or as text; empty is zero.</summary>
public sealed class LooseLong : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var bare))
        {
            return bare;
        }

        return (long)(LooseDecimalOrNull.Read(ref reader) ?? 0m);
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary>Texts that some versions of a protocol write as numbers.</summary>
public sealed class LooseText : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : Decimals.Canonical(reader.GetDecimal()),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException($"A text is expected and not {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // Names of properties are texts anyway; without this, objects read as dictionaries would be refused.
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}

/// <summary>Truth as a word, a text or a number.</summary>
public sealed class LooseBool : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        JsonTokenType.Number => reader.GetDecimal() != 0,
        JsonTokenType.String => reader.GetString() is "true" or "True" or "TRUE" or "1",
        _ => throw new JsonException($"Yes or no is expected and not {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

/// <summary>For letters that stand for a number in one message and for a list in another: anything but a number is nothing.</summary>
public sealed class NumberOrNothing : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
        {
            return LooseDecimalOrNull.Read(ref reader);
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These numbers are only read.");
}
