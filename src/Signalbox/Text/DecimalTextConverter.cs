using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Text;

/// <summary>A value type over one decimal.</summary>
public interface IDecimalValue<TSelf>
    where TSelf : IDecimalValue<TSelf>
{
    decimal Value { get; }

    static abstract TSelf From(decimal value);
}

/// <summary>Writes a decimal-based value as canonical JSON text and reads it as text or number.</summary>
public sealed class DecimalTextConverter<T> : JsonConverter<T>
    where T : IDecimalValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.From(DecimalText.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        DecimalText.Write(writer, value.Value);
}

/// <summary>The converter for plain decimals in our own documents.</summary>
public sealed class PlainDecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DecimalText.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        DecimalText.Write(writer, value);
}

internal static class DecimalText
{
    private const int LongestText = 40;

    public static decimal Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped
            && Decimals.TryParse(reader.ValueSpan, out var text))
        {
            return text;
        }

        throw new JsonException("Expected a decimal number, as a number or as text.");
    }

    public static void Write(Utf8JsonWriter writer, decimal value)
    {
        Span<byte> utf8 = stackalloc byte[LongestText];
        if (!Decimals.Normalize(value).TryFormat(utf8, out var written, default, CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException($"A decimal did not fit {LongestText} characters.");
        }

        writer.WriteStringValue(utf8[..written]);
    }
}
