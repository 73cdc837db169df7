using System.Text.Json;

namespace Signalbox.Venues.Bybit;

/// <summary>What stands around a message of a stream, found in its bytes without reading what is inside.</summary>
internal readonly ref struct BybitEnvelope
{
    /// <summary>Empty for answers to what was said.</summary>
    public ReadOnlySpan<byte> Topic { get; private init; }

    /// <summary><c>snapshot</c> or <c>delta</c>.</summary>
    public ReadOnlySpan<byte> Kind { get; private init; }

    public ReadOnlySpan<byte> Data { get; private init; }

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static BybitEnvelope Read(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> topic = default, kind = default, data = default;
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var (isTopic, isKind, isData) = (reader.ValueTextEquals("topic"u8), reader.ValueTextEquals("type"u8), reader.ValueTextEquals("data"u8));
            reader.Read();
            if (isData)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = message[start..(int)reader.BytesConsumed];
                continue;
            }

            if (isTopic && reader.TokenType == JsonTokenType.String) topic = reader.ValueSpan;
            else if (isKind && reader.TokenType == JsonTokenType.String) kind = reader.ValueSpan;
            else reader.Skip();
        }

        return new() { Topic = topic, Kind = kind, Data = data };
    }
}
