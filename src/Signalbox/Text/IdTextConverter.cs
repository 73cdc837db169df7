using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Text;

/// <summary>A typed id that is read from and written as text.</summary>
public interface ITextId<TSelf>
    where TSelf : ITextId<TSelf>
{
    static abstract TSelf From(string text);
}

/// <summary>Reads and writes a typed id as its text, also where it is the name of a property.</summary>
public sealed class IdTextConverter<T> : JsonConverter<T>
    where T : ITextId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.From(reader.GetString() ?? throw new JsonException("An id must not be null."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.From(reader.GetString() ?? throw new JsonException("An id must not be null."));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString() ?? throw new JsonException("An id must not be null."));
}
