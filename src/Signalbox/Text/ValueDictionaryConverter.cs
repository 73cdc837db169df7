using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Text;

/// <summary>A value map is a JSON object with the keys' text as names; the value's own (source-generated) metadata reads and writes the values.</summary>
public sealed class ValueDictionaryConverter<TKey, TValue> : JsonConverter<ValueDictionary<TKey, TValue>>
    where TKey : struct, IComparable<TKey>, ITextId<TKey>
    where TValue : class
{
    public override ValueDictionary<TKey, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Expected an object.");
        }

        var type = (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
        var map = default(ValueDictionary<TKey, TValue>);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = TKey.From(reader.GetString()!);
            reader.Read();
            map = map.SetItem(key, JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A value must not be null."));
        }

        return map;
    }

    public override void Write(Utf8JsonWriter writer, ValueDictionary<TKey, TValue> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
        writer.WriteStartObject();
        foreach (var (key, each) in value)
        {
            writer.WritePropertyName(key.ToString()!);
            JsonSerializer.Serialize(writer, each, type);
        }

        writer.WriteEndObject();
    }
}
