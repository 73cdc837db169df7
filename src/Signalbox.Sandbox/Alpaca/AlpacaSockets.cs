using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>The account's stream and the market streams, of which each key may have one of each kind.</summary>
internal sealed class AlpacaSockets(SandboxStage stage, AlpacaReports reports, AlpacaRevisions revisions)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly ConcurrentDictionary<(string Key, string Path), bool> lines = [];

    public async Task ServeAccountAsync(HttpContext context)
    {
        var socket = new SandboxSocket(stage);
        SandboxAccount? account = null;
        var isListening = false;
        using var joined = floor.Join(happening =>
        {
            if (isListening && happening.Account == account?.Trading && happening.Order is { } order)
            {
                Offer(socket, order, happening);
            }
        });
        await socket.ServeAsync(context, message =>
        {
            var said = JsonCall.Object(message);
            if (said is not { } request || !request.TryGetProperty("action", out var action) || !request.TryGetProperty("data", out var data))
            {
                return;
            }

            if (action.GetString() == "authenticate")
            {
                account = AlpacaRoutes.Find(floor, Text(data, "key_id"), Text(data, "secret_key"));
                socket.Offer(LoggedIn(account is not null, "authenticate"), isNews: false);
            }
            else if (account is null)
            {
                socket.Offer(LoggedIn(false, "listen"), isNews: false);
            }
            else
            {
                isListening = data.GetRawText().Contains("trade_updates", StringComparison.Ordinal);
                socket.Offer(JsonAnswer.Write(json => json.Item(() =>
                {
                    json.WriteString("stream", "listening");
                    json.Item("data", () => json.Items("streams", isListening ? ["trade_updates"] : Array.Empty<string>(), json.WriteStringValue));
                })), isNews: false);
            }
        });
    }

    public Task ServeMarketAsync(HttpContext context) => new AlpacaMarketFeed(stage, lines).ServeAsync(context);

    private void Offer(SandboxSocket socket, Order order, Happening happening)
    {
        var revision = revisions.Newest(order);
        if (happening.Event is OrderAmended)
        {
            socket.Offer(Update("replaced", order, revision - 1, happening));
        }

        if (NameOf(happening.Event, order) is { } name)
        {
            socket.Offer(Update(name, order, revision, happening));
        }
    }

    private static string? NameOf(LedgerEvent happened, Order order) => happened switch
    {
        OrderAccepted or OrderAmended => "new",
        OrderFilled => order.Remaining.IsZero ? "fill" : "partial_fill",
        OrderCancelled => "canceled",
        OrderExpired => "expired",
        _ => null,
    };

    private ReadOnlyMemory<byte> Update(string name, Order order, int revision, Happening happening) => JsonAnswer.Write(json => json.Item(() =>
    {
        json.WriteString("stream", "trade_updates");
        json.Item("data", () =>
        {
            json.WriteString("event", name);
            json.WriteString("timestamp", AlpacaReports.Time(happening.At));
            json.WritePropertyName("order");
            reports.WriteOrder(json, order, revision);
            if (happening.Event is OrderFilled fill)
            {
                json.WriteString("execution_id", AlpacaReports.Execution(fill));
                json.Amount("price", fill.Price.Value);
                json.Amount("qty", fill.Quantity.Value);
                json.Amount("position_qty", order.Account.Holds(order.Terms.Instrument).Value);
            }
        });
    }));

    private static ReadOnlyMemory<byte> LoggedIn(bool isKnown, string action) => JsonAnswer.Write(json => json.Item(() =>
    {
        json.WriteString("stream", "authorization");
        json.Item("data", () =>
        {
            json.WriteString("status", isKnown ? "authorized" : "unauthorized");
            json.WriteString("action", action);
        });
    }));

    private static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.GetString() : null;
}
