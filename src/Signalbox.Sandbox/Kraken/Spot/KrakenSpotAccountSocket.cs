using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>An account's channels of one connection, and its commands. The messages of each channel are numbered from its snapshot on. Everything below happens under the floor's lock.</summary>
internal sealed class KrakenSpotAccountSocket(SandboxStage stage, KrakenSpotTokens tokens, KrakenSpotDesk desk, SandboxSocket socket)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly KrakenSocketTrading trading = new(stage.Floor, desk);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private SandboxAccount? account;

    public IDisposable Join() => floor.Join(Happened);

    /// <summary>False for what is no account's.</summary>
    public bool Hear(KrakenSocketRequest request)
    {
        switch (request)
        {
            case { Method: "subscribe", Channel: "executions" or "balances" } when tokens.Find(request.Token) is { } known:
                account = known;
                Answer(request, null, json => json.WriteString("channel", request.Channel));
                sequences[request.Channel!] = 0;
                Offer(request.Channel!, isSnapshot: true, json => WriteSnapshot(json, request.Channel!, known));
                return true;
            case { Method: "subscribe", Channel: "executions" or "balances" }:
                Answer(request, "ESession:Invalid session", null);
                return true;
            case { Method: "unsubscribe", Channel: "executions" or "balances" }:
                sequences.Remove(request.Channel!);
                Answer(request, null, json => json.WriteString("channel", request.Channel));
                return true;
            case { Method: "subscribe" or "unsubscribe" }:
                return false;
            default:
                Command(request);
                return true;
        }
    }

    private void Command(KrakenSocketRequest request)
    {
        if (tokens.Find(request.Token) is not { } known)
        {
            Answer(request, "ESession:Invalid session", null);
        }
        else if (trading.Answer(request, known) is { } answer)
        {
            socket.Offer(answer, isNews: false);
        }
        else
        {
            Answer(request, "Method not supported", null);
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

    private void Answer(KrakenSocketRequest request, string? error, Action<Utf8JsonWriter>? write) =>
        socket.Offer(request.Answer(floor.Now, error, write), isNews: false);
}
