using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>One line of any stream: greets, answers pings, and keeps what is subscribed.</summary>
internal sealed class KucoinSocket(SandboxStage stage, Func<string, bool, bool> exists)
{
    private const int TopicsOfAMessage = 100;

    private readonly SandboxSocket socket = new(stage);
    private readonly Lock subscribing = new();
    private readonly HashSet<string> topics = new(StringComparer.Ordinal);

    public const long PingIntervalMs = 18_000;
    public const long PingTimeoutMs = 10_000;

    /// <summary>Told every topic as it is subscribed.</summary>
    public Action<string> Subscribed { get; init; } = static _ => { };

    public Task ServeAsync(HttpContext context)
    {
        socket.Offer(KucoinJson.Write(json =>
        {
            json.WriteString("id", context.Request.Query["connectId"].ToString());
            json.WriteString("type", "welcome");
        }), isNews: false);
        return socket.ServeAsync(context, Hear);
    }

    public bool Wants(string topic)
    {
        lock (subscribing)
        {
            return topics.Contains(topic);
        }
    }

    /// <param name="data">Writes the fields of the content.</param>
    public void Offer(string topic, string subject, Action<Utf8JsonWriter> data, bool isPrivate = false) => socket.Offer(KucoinJson.Write(json =>
    {
        json.WriteString("type", "message");
        json.WriteString("topic", topic);
        json.WriteString("subject", subject);
        if (isPrivate)
        {
            json.WriteString("channelType", "private");
        }

        json.WritePropertyName("data");
        json.WriteObject(() => data(json));
    }));

    /// <summary>What proves whose stream it is; the key's name is not in it.</summary>
    public static string TokenOf(SandboxKey key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(key.Key)));

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var (id, type, topic, isPrivate) = Read(message);
        switch (type)
        {
            case "ping":
                Answer(id, "pong");
                break;
            case "subscribe" or "unsubscribe" when topic is not null:
                Change(id, type == "subscribe", topic, isPrivate);
                break;
            case "subscribe" or "unsubscribe":
                Refuse(id, 406, "topic is required");
                break;
            default:
                Refuse(id, 415, "type is not supported");
                break;
        }
    }

    private void Change(string id, bool adds, string topic, bool isPrivate)
    {
        var colon = topic.IndexOf(':', StringComparison.Ordinal);
        string[] named = colon < 0 ? [topic] : [.. topic[(colon + 1)..].Split(',').Select(each => topic[..(colon + 1)] + each)];
        if (named.Length > TopicsOfAMessage)
        {
            Refuse(id, 509, $"exceed max subscription count limitation of {TopicsOfAMessage} per time");
            return;
        }

        if (Array.Find(named, each => !exists(each, isPrivate)) is { } unknown)
        {
            Refuse(id, 404, $"topic {unknown} is not found");
            return;
        }

        lock (subscribing)
        {
            if (adds) topics.UnionWith(named);
            else topics.ExceptWith(named);
        }

        Answer(id, "ack");
        if (adds)
        {
            Array.ForEach(named, Subscribed);
        }
    }

    private void Answer(string id, string type) => socket.Offer(KucoinJson.Write(json =>
    {
        json.WriteString("id", id);
        json.WriteString("type", type);
    }), isNews: false);

    private void Refuse(string id, int code, string why) => socket.Offer(KucoinJson.Write(json =>
    {
        json.WriteString("id", id);
        json.WriteString("type", "error");
        json.WriteNumber("code", code);
        json.WriteString("data", why);
    }), isNews: false);

    private static (string Id, string? Type, string? Topic, bool IsPrivate) Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            return (KucoinCall.Of(root, "id") ?? "", KucoinCall.Of(root, "type"), KucoinCall.Of(root, "topic"), KucoinCall.Of(root, "privateChannel") == "true");
        }
        catch (JsonException)
        {
            return ("", null, null, false);
        }
    }
}
