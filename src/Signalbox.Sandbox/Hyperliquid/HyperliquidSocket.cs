using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>One connection of streams: what it subscribed, of any account and any coin.</summary>
internal sealed class HyperliquidSocket(SandboxStage stage, HyperliquidDirectory directory, HyperliquidTerms terms, HyperliquidExchange exchange)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly HyperliquidLists lists = new(stage.Floor);
    private readonly HyperliquidPast past = new(stage.Floor);
    private readonly Lock subscribing = new();
    private readonly HashSet<(string Type, string Coin)> coins = [];
    private readonly HashSet<(string Type, SandboxAccount Account)> accounts = [];

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(OfferMarket);
        using var joined = floor.Join(OfferHappening);
        await socket.ServeAsync(context, Hear);
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            switch (root.GetProperty("method").GetString())
            {
                case "ping":
                    Answer("pong", null);
                    break;
                case "subscribe":
                    Subscribe(root.GetProperty("subscription"));
                    break;
                case "unsubscribe":
                    Unsubscribe(root.GetProperty("subscription"));
                    Answer("subscriptionResponse", json => root.WriteTo(json));
                    break;
                case "post":
                    Post(root.GetProperty("id").GetInt64(), root.GetProperty("request"));
                    break;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Answer("error", json => json.WriteStringValue("Error parsing JSON into valid websocket request"));
        }
    }

    // What was asked or done as a request is told the same way here.
    private void Post(long id, JsonElement request)
    {
        var type = request.GetProperty("type").GetString();
        var (answer, error) = exchange.Post(type, request.GetProperty("payload"));
        Answer("post", json => json.WriteObject(() =>
        {
            json.WriteNumber("id", id);
            json.WriteObject("response", () =>
            {
                json.WriteString("type", error is null ? type : "error");
                json.WritePropertyName("payload");
                if (answer is { } body) json.WriteRawValue(body.Span);
                else json.WriteStringValue(error);
            });
        }));
    }

    private void Unsubscribe(JsonElement wanted)
    {
        var (type, coin) = (TypeOf(wanted), CoinOf(wanted));
        lock (subscribing)
        {
            coins.Remove((type, coin));
            if (wanted.TryGetProperty("user", out var user) && directory.Find(user.GetString()) is { } account)
            {
                accounts.Remove((type, account));
            }
        }
    }

    private static string TypeOf(JsonElement wanted) => wanted.GetProperty("type").GetString() ?? "";

    // A candle is of a coin and an interval; all prices are of none.
    private static string CoinOf(JsonElement wanted)
    {
        var coin = wanted.TryGetProperty("coin", out var name) ? name.GetString() ?? "" : "";
        return TypeOf(wanted) == "candle" && wanted.TryGetProperty("interval", out var interval) ? $"{coin} {interval.GetString()}" : coin;
    }

    private void Subscribe(JsonElement wanted)
    {
        var (type, coin) = (TypeOf(wanted), CoinOf(wanted));
        var account = wanted.TryGetProperty("user", out var user) ? directory.Find(user.GetString()) : null;
        var isKnown = type switch
        {
            "allMids" => true,
            "candle" => coin.Split(' ') is [var of, var interval] && floor.Book(new InstrumentId(of)) is not null && HyperliquidPast.HasCandles(interval),
            _ => account is not null || floor.Book(new InstrumentId(coin)) is not null,
        };
        if (!isKnown)
        {
            Answer("error", json => json.WriteStringValue($"Invalid subscription {wanted}"));
            return;
        }

        Answer("subscriptionResponse", json => json.WriteObject(() =>
        {
            json.WriteString("method", "subscribe");
            json.WritePropertyName("subscription");
            wanted.WriteTo(json);
        }));
        lock (subscribing)
        {
            if (account is null) coins.Add((type, coin));
            else accounts.Add((type, account));
        }

        floor.Read(_ =>
        {
            Begin(type, coin, account);
            return true;
        });
    }

    // What a subscription begins with. Called under the floor's lock.
    private void Begin(string type, string coin, SandboxAccount? account)
    {
        switch (type)
        {
            case "userFills":
                var known = floor.Ledger.Orders.Where(order => order.Account == account!.Trading).SelectMany(order => order.Fills).OrderBy(fill => fill.What.Trade).TakeLast(2_000);
                Answer("userFills", json => json.WriteObject(() =>
                {
                    json.WriteBoolean("isSnapshot", true);
                    json.WriteString("user", HyperliquidKeys.Account(account!.Key.Key).ToString());
                    json.WriteList("fills", known, fill => HyperliquidReports.WriteFill(json, fill.What, fill.At));
                }));
                break;
            case "clearinghouseState" or "spotState":
                OfferState(type, account!);
                break;
            case "bbo" or "l2Book" or "activeAssetCtx" or "candle":
                OfferMarket(new(coin.Split(' ')[0]));
                break;
            case "allMids":
                OfferMids();
                break;
            case "trades":
                Answer("trades", json => json.WriteList(floor.Tape(new(coin)).Trades.TakeLast(10), trade => HyperliquidPast.WriteTrade(json, coin, trade)));
                break;
        }
    }

    private void OfferMarket(InstrumentId instrument)
    {
        if (floor.Book(instrument) is not { } book)
        {
            return;
        }

        if (Wants("allMids", ""))
        {
            OfferMids();
        }

        if (Wants("activeAssetCtx", instrument.Value))
        {
            OfferContext(instrument.Value);
        }

        foreach (var interval in Intervals(instrument.Value))
        {
            News("candle", json => past.WriteNewest(json, instrument.Value, interval));
        }

        if (Wants("l2Book", instrument.Value))
        {
            News("l2Book", json => HyperliquidReports.WriteBook(json, book, floor.Now));
        }

        if (Wants("bbo", instrument.Value))
        {
            News("bbo", json => json.WriteObject(() =>
            {
                json.WriteString("coin", instrument.Value);
                json.WriteTime("time", floor.Now);
                json.WriteList("bbo", [Side.Buy, Side.Sell], side => WriteBest(json, book, side));
            }));
        }
    }

    private void OfferMids() => News("allMids", json => json.WriteObject(() =>
    {
        json.WritePropertyName("mids");
        lists.WriteMids(json);
    }));

    private void OfferContext(string coin)
    {
        var asset = HyperliquidMarkets.Assets.First(each => each.Coin == coin);
        News(asset.IsSpot ? "activeSpotAssetCtx" : "activeAssetCtx", json => json.WriteObject(() =>
        {
            json.WriteString("coin", coin);
            json.WriteObject("ctx", () => lists.WriteContext(json, asset));
        }));
    }

    private string[] Intervals(string coin)
    {
        lock (subscribing)
        {
            return [.. coins.Where(each => each.Type == "candle" && each.Coin.StartsWith(coin + " ", StringComparison.Ordinal)).Select(each => each.Coin.Split(' ')[1])];
        }
    }

    private static void WriteBest(Utf8JsonWriter json, OrderBook book, Side side)
    {
        var best = book.Depth(side).FirstOrDefault();
        if (best.Price == Price.Zero) json.WriteNullValue();
        else HyperliquidReports.WriteLevel(json, best);
    }

    private void OfferHappening(Happening happening)
    {
        if (happening.Event is OrderFilled { IsMaker: false } taken && Wants("trades", taken.Instrument.Value))
        {
            News("trades", json => json.WriteList([taken], trade => HyperliquidPast.WriteTrade(
                json, trade.Instrument.Value, PublicTrade.Of(trade, happening.At))));
        }

        foreach (var (type, account) in Subscribed())
        {
            if (happening.Account == account.Trading && happening.Order is { } order)
            {
                Offer(type, account, order, happening);
            }
        }
    }

    private void Offer(string type, SandboxAccount account, Order order, Happening happening)
    {
        switch (type, happening.Event)
        {
            case ("userFills", OrderFilled fill):
                News("userFills", json => json.WriteObject(() =>
                {
                    json.WriteString("user", HyperliquidKeys.Account(account.Key.Key).ToString());
                    json.WriteList("fills", [fill], each => HyperliquidReports.WriteFill(json, each, happening.At));
                }));
                break;
            case ("orderUpdates", OrderAccepted or OrderFilled or OrderCancelled or OrderExpired or OrderTriggered):
                var status = happening.Event is OrderTriggered ? "triggered" : HyperliquidReports.Status(order);
                News("orderUpdates", json => json.WriteList([order], each => HyperliquidReports.WriteUpdate(json, each, status, isWhole: false)));
                break;
            case ("clearinghouseState" or "spotState", OrderFilled or OrderCancelled):
                OfferState(type, account);
                break;
        }
    }

    private void OfferState(string type, SandboxAccount account) => News(type, json => json.WriteObject(() =>
    {
        json.WriteString("user", HyperliquidKeys.Account(account.Key.Key).ToString());
        if (type == "spotState")
        {
            json.WritePropertyName("spotState");
            HyperliquidReports.WriteBalances(json, account.Trading, lists);
            return;
        }

        json.WriteString("dex", "");
        json.WritePropertyName("clearinghouseState");
        HyperliquidReports.WriteMargin(json, floor, account.Trading, coin => terms.Of(account.Trading, coin));
    }));

    private bool Wants(string type, string coin)
    {
        lock (subscribing)
        {
            return coins.Contains((type, coin));
        }
    }

    private (string Type, SandboxAccount Account)[] Subscribed()
    {
        lock (subscribing)
        {
            // Fills are told before the updates that count them.
            return [.. accounts.OrderByDescending(each => each.Type, StringComparer.Ordinal)];
        }
    }

    private void News(string channel, Action<Utf8JsonWriter> data) => socket.Offer(Frame(channel, data));

    private void Answer(string channel, Action<Utf8JsonWriter>? data) => socket.Offer(Frame(channel, data), isNews: false);

    private static ReadOnlyMemory<byte> Frame(string channel, Action<Utf8JsonWriter>? data) => HyperliquidWriting.Write(json => json.WriteObject(() =>
    {
        json.WriteString("channel", channel);
        if (data is not null)
        {
            json.WritePropertyName("data");
            data(json);
        }
    }));
}
