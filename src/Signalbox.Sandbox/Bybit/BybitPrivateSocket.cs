using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>One account's stream: login first, then topics, then what happens.</summary>
internal sealed class BybitPrivateSocket(SandboxStage stage, BybitProduct product, BybitGate gate, BybitReports reports, BybitAccount accounts)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly HashSet<string> topics = new(StringComparer.Ordinal);
    private readonly Lock subscribing = new();
    private SandboxAccount? account;
    private IDisposable? joined;
    private long frames;

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            await socket.ServeAsync(context, Hear);
        }
        finally
        {
            joined?.Dispose();
        }
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var request = BybitRequest.Read(message);
        switch (request.Operation)
        {
            case "ping":
                socket.Offer(BybitAnswers.Write(json =>
                {
                    json.WriteString("req_id", request.Id);
                    json.WriteString("op", "pong");
                    json.WriteString("conn_id", "sandbox");
                }), isNews: false);
                break;
            case "auth":
                LogIn(request);
                break;
            case "subscribe" when account is not null && request.Arguments.All(topic => Kind(topic) is not null):
                Subscribe(request);
                break;
            case "unsubscribe":
                lock (subscribing)
                {
                    topics.ExceptWith(request.Arguments);
                }

                socket.Offer(request.Answer(isFine: true), isNews: false);
                break;
            default:
                socket.Offer(request.Answer(isFine: false, account is null ? "Request not authorized" : "error:handler not found"), isNews: false);
                break;
        }
    }

    private void LogIn(BybitRequest request)
    {
        account = request.Arguments is [var key, var until, var signature] && long.TryParse(until, CultureInfo.InvariantCulture, out var expires)
            ? gate.Check(key, expires, signature)
            : null;
        socket.Offer(request.Answer(account is not null, account is null ? "Params Error" : ""), isNews: false);
    }

    private void Subscribe(BybitRequest request)
    {
        lock (subscribing)
        {
            topics.UnionWith(request.Arguments);
        }

        socket.Offer(request.Answer(isFine: true), isNews: false);
        joined ??= floor.Join(Happened);
    }

    /// <summary>The topic without its product; null for what is none, or of another product.</summary>
    private static string? Kind(string topic) => topic.Split('.') switch
    {
        ["order" or "execution" or "position" or "wallet"] => topic,
        ["order" or "execution" or "position", "spot" or "linear" or "inverse" or "option"] => topic[..topic.IndexOf('.', StringComparison.Ordinal)],
        _ => null,
    };

    // Called under the floor's lock. A fill comes before the order that counts it.
    private void Happened(Happening happening)
    {
        if (happening.Account != account!.Trading || happening.Order is not { } order)
        {
            return;
        }

        if (happening.Event is OrderFilled fill)
        {
            Offer("execution", json => reports.WriteFill(json, order, fill, happening.At));
        }

        if (happening.Event is OrderAccepted or OrderTriggered or OrderFilled or OrderAmended or OrderCancelled or OrderExpired)
        {
            Offer("order", json => reports.WriteOrder(json, order, happening.Event is OrderTriggered));
        }

        if (happening.Event is OrderFilled)
        {
            if (product != BybitProduct.Spot)
            {
                Offer("position", json => accounts.WritePosition(json, account, order.Listing, account.Trading.Positions.FirstOrDefault(each => each.Listing == order.Listing)));
            }

            Offer("wallet", json => accounts.WriteWallet(json, account));
        }
    }

    private void Offer(string kind, Action<Utf8JsonWriter> write)
    {
        string? topic;
        lock (subscribing)
        {
            topic = topics.Contains(kind) ? kind : topics.Contains($"{kind}.{product.Word()}") ? $"{kind}.{product.Word()}" : null;
        }

        if (topic is null)
        {
            return;
        }

        socket.Offer(BybitAnswers.Write(json =>
        {
            json.WriteString("id", $"sandbox-{++frames}");
            json.WriteString("topic", topic);
            json.WriteNumber("creationTime", floor.Now.ToUnixTimeMilliseconds());
            json.WriteObjects("data", [kind], _ => write(json));
        }));
    }
}
