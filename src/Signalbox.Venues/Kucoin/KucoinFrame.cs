using System.Text.Json;

namespace Signalbox.Venues.Kucoin;

/// <summary>The outside of a frame: what kind it is, what it is about, and where its content stands.</summary>
internal readonly ref struct KucoinFrame
{
    private KucoinFrame(KucoinFrameKind kind, string? id, string? topic, string? subject, ReadOnlySpan<byte> data)
    {
        Kind = kind;
        Id = id;
        Topic = topic ?? "";
        Subject = subject ?? "";
        Data = data;
    }

    public KucoinFrameKind Kind { get; }

    public string? Id { get; }

    public string Topic { get; }

    public string Subject { get; }

    public ReadOnlySpan<byte> Data { get; }

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static KucoinFrame Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        var kind = KucoinFrameKind.Other;
        string? id = null, topic = null, subject = null;
        var data = Range.EndAt(0);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            if (reader.ValueTextEquals("type"u8)) kind = KindOf(ref reader);
            else if (reader.ValueTextEquals("topic"u8)) topic = Text(ref reader);
            else if (reader.ValueTextEquals("subject"u8)) subject = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("data"u8)) data = Content(ref reader);
            else reader.Skip();
        }

        return new(kind == KucoinFrameKind.Other && topic is not null ? KucoinFrameKind.Message : kind, id, topic, subject, message[data]);
    }

    /// <summary>What stands behind the colon of the topic: an instrument.</summary>
    public string Suffix => Topic.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? Topic[(colon + 1)..] : "";

    private static KucoinFrameKind KindOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) return KucoinFrameKind.Other;
        if (reader.ValueTextEquals("message"u8)) return KucoinFrameKind.Message;
        if (reader.ValueTextEquals("welcome"u8)) return KucoinFrameKind.Welcome;
        if (reader.ValueTextEquals("ack"u8)) return KucoinFrameKind.Ack;
        if (reader.ValueTextEquals("error"u8)) return KucoinFrameKind.Error;
        return KucoinFrameKind.Other;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static Range Content(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}

internal enum KucoinFrameKind
{
    /// <summary>Pongs and notices.</summary>
    Other,
    Welcome,
    Ack,
    Error,
    Message,
}
