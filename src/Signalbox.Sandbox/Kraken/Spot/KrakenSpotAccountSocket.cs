using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>One connection of an account's streams. The messages of each channel are numbered from its snapshot on. Everything below happens under the floor's lock.</summary>
internal sealed class KrakenSpotAccountSocket(SandboxStage stage, KrakenSpotTokens tokens)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private SandboxAccount? account;

    public async Task ServeAsync(HttpContext context)
    {
        using var joined = floor.Join(Happened);
        socket.Offer(KrakenSocketRequest.Greeting(), isNews: false);
        await socket.ServeAsync(context, message => floor.Read(_ =>
        {
            Hear(message);
            return true;
        }));
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        switch (KrakenSocketRequest.Read(message))
        {
            case { Method: "ping" }:
                Answer("pong", null, null);
                break;
            case { Method: "subscribe", Channel: "executions" or "balances" } request when tokens.Find(request.Token) is { } known:
                account = known;
                Answer("subscribe", request.Channel, null);
                sequences[request.Channel] = 0;
                Offer(request.Channel, isSnapshot: true, json => WriteSnapshot(json, request.Channel, known));
                break;
            case { Method: "subscribe" }:
                Answer("subscribe", null, "ESession:Invalid session");
                break;
            case { Method: "unsubscribe", Channel: { } channel }:
                sequences.Remove(channel);
                Answer("unsubscribe", channel, null);
                break;
            default:
                // Trading over the stream is not played here.
                Answer("unknown", null, "Method not supported");
                break;
        }
    }

    private static void WriteSnapshot(Utf8JsonWriter json, string channel, SandboxAccount account)
    {
        if (channel == "executions")
        {
            json.WriteObjects("data", account.Trading.OpenOrders, order => KrakenSpotExecutions.WriteWhole(json, order, "new", order.ChangedAt));
            return;
        }

        json.WriteObjects("data", account.Trading.Balances, balance =>
        {
            json.WriteString("asset", balance.Currency);
            json.WriteString("asset_class", "currency");
            json.WriteNumber("balance", balance.Total.Value);
            json.WriteObjects("wallets", [balance], each =>
            {
                json.WriteString("type", "spot");
                json.WriteString("id", "main");
                json.WriteNumber("balance", each.Total.Value);
            });
        });
    }

    private void Happened(Happening happening)
    {
        if (account is null || happening.Account != account.Trading || happening.Order is not { } order)
        {
            return;
        }

        if (sequences.ContainsKey("executions"))
        {
            foreach (var write in KrakenSpotExecutions.Of(happening, order))
            {
                Offer("executions", isSnapshot: false, json => json.WriteObjects("data", [order], _ => write(json)));
            }
        }

        if (happening.Event is OrderFilled fill && sequences.ContainsKey("balances"))
        {
            Offer("balances", isSnapshot: false, json => WriteBalances(json, account, fill, happening.At));
        }
    }

    private static void WriteBalances(Utf8JsonWriter json, SandboxAccount account, OrderFilled fill, DateTimeOffset at)
    {
        var instrument = KrakenSpotListing.Find(fill.Instrument.Value)!.Paper.Instrument;
        var moved = account.Trading.Balances.Where(balance => balance.Currency == instrument.Base || balance.Currency == instrument.Quote);
        json.WriteObjects("data", moved, balance =>
        {
            var directed = fill.Side.Directed(fill.Quantity).Value;
            json.WriteString("asset", balance.Currency);
            json.WriteString("asset_class", "currency");
            json.WriteNumber("amount", balance.Currency == instrument.Base ? directed : -directed * fill.Price.Value);
            json.WriteNumber("balance", balance.Total.Value);
            json.WriteNumber("fee", balance.Currency == fill.FeeCurrency ? fill.Fee.Value : 0);
            json.WriteString("ledger_id", $"L{KrakenNumbers.Trade(fill.Trade)[1..]}");
            json.WriteString("ref_id", KrakenNumbers.Trade(fill.Trade));
            json.WriteTime("timestamp", at);
            json.WriteString("type", "trade");
            json.WriteString("subtype", "");
            json.WriteString("category", "trade");
            json.WriteString("wallet_type", "spot");
            json.WriteString("wallet_id", "main");
        });
    }

    private void Offer(string channel, bool isSnapshot, Action<Utf8JsonWriter> write)
    {
        var sequence = ++sequences[channel];
        socket.Offer(
            KrakenJson.Write(json =>
            {
                json.WriteString("channel", channel);
                json.WriteString("type", isSnapshot ? "snapshot" : "update");
                write(json);
                json.WriteNumber("sequence", sequence);
            }),
            isNews: !isSnapshot);
    }

    private void Answer(string method, string? channel, string? error) =>
        socket.Offer(KrakenSocketRequest.Answer(floor.Now, method, channel, null, error), isNews: false);
}
