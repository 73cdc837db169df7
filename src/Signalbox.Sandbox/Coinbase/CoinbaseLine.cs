using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>One stream: its messages are numbered whatever their channel, and a heartbeat comes each second where it is wanted.</summary>
internal sealed class CoinbaseLine(SandboxStage stage)
{
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(1);

    private readonly SandboxSocket socket = new(stage);
    private readonly Lock telling = new();
    private readonly HashSet<(string Channel, string Product)> subscribed = [];
    private long next;
    private long beats;

    public async Task ServeAsync(HttpContext context, Action<JsonElement> heard)
    {
        using var heart = TimeProvider.System.CreateTimer(_ => Beat(), null, BetweenBeats, BetweenBeats);
        await socket.ServeAsync(context, message =>
        {
            if (JsonCall.Object(message) is { } said && said.TryGetProperty("type", out var type) && type.GetString() is "subscribe" or "unsubscribe")
            {
                heard(said);
            }
            else
            {
                Refuse("failed to parse message");
            }
        });
    }

    public void Tell(string channel, Action<Utf8JsonWriter> writeEvents, bool isNews = true)
    {
        lock (telling)
        {
            var number = next++;
            socket.Offer(
                JsonAnswer.Write(json => json.Item(() =>
                {
                    json.WriteString("channel", channel);
                    json.WriteString("client_id", "");
                    json.WriteString("timestamp", CoinbaseReports.Time(stage.Floor.Now));
                    json.WriteNumber("sequence_num", number);
                    json.WritePropertyName("events");
                    writeEvents(json);
                })),
                isNews);
        }
    }

    public void Refuse(string message) => socket.Offer(
        JsonAnswer.Write(json => json.Item(() =>
        {
            json.WriteString("type", "error");
            json.WriteString("message", message);
        })),
        isNews: false);

    public bool Wants(string channel, string product)
    {
        lock (telling)
        {
            return subscribed.Contains((channel, product));
        }
    }

    /// <summary>Changes what is wanted, and says what that is now.</summary>
    public void Subscribe(string channel, IEnumerable<string> products, bool adds)
    {
        lock (telling)
        {
            var named = products.Select(product => (channel, product));
            if (adds) subscribed.UnionWith(named);
            else subscribed.ExceptWith(named);
            var all = subscribed.GroupBy(each => each.Channel).ToList();
            Tell("subscriptions", json => json.Items([0], _ => json.Item(() => json.Item("subscriptions", () =>
            {
                foreach (var each in all)
                {
                    json.Items(each.Key, each, one => json.WriteStringValue(one.Product));
                }
            }))), isNews: false);
        }
    }

    private void Beat()
    {
        if (Wants("heartbeats", "heartbeats"))
        {
            Tell("heartbeats", json => json.Items([0], _ => json.Item(() =>
            {
                json.WriteString("current_time", CoinbaseReports.Time(stage.Floor.Now));
                json.WriteNumber("heartbeat_counter", Interlocked.Increment(ref beats));
            })), isNews: false);
        }
    }
}
