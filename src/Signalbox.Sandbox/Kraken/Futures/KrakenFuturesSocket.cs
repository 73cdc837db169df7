using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>One connection, of the market and of an account alike. Everything below happens under the floor's lock.</summary>
internal sealed class KrakenFuturesSocket
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    private readonly SandboxStage stage;
    private readonly KrakenFuturesGate gate;
    private readonly SandboxSocket socket;
    private readonly HashSet<string> feeds = new(StringComparer.Ordinal);
    private readonly HashSet<InstrumentId> traded = [];
    private readonly Dictionary<InstrumentId, KrakenFuturesBook> books = [];
    private readonly Dictionary<(string Feed, InstrumentId Instrument), KrakenFuturesQuoteFeed> quotes = [];
    private readonly string challenge;
    private SandboxAccount? account;
    private DateTimeOffset beatAt;

    public KrakenFuturesSocket(SandboxStage stage, KrakenFuturesGate gate)
    {
        this.stage = stage;
        this.gate = gate;
        socket = new(stage);
        challenge = $"challenge-{stage.Floor.Now.UtcTicks:x16}";
    }

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = stage.Floor.Watch(Changed);
        using var joined = stage.Floor.Join(Happened);
        Offer(isNews: false, json =>
        {
            json.WriteString("event", "info");
            json.WriteNumber("version", 1);
        });
        await socket.ServeAsync(context, message => stage.Floor.Read(_ =>
        {
            Hear(message);
            return true;
        }));
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var request = KrakenFuturesAsked.Read(message);
        switch (request?.Event)
        {
            case "challenge":
                Offer(isNews: false, json =>
                {
                    json.WriteString("event", "challenge");
                    json.WriteString("message", challenge);
                });
                break;
            case "subscribe" when request.Feed is "book" or "trade" or "ticker" or "ticker_lite":
                SubscribeMarket(request);
                break;
            case "subscribe" when request.Feed == "heartbeat":
                Confirm("heartbeat", null);
                feeds.Add("heartbeat");
                break;
            case "subscribe" when request.Feed is "open_orders_verbose" or "open_orders" or "fills" or "open_positions" or "balances":
                SubscribeAccount(request);
                break;
            case "unsubscribe":
                Unsubscribe(request);
                break;
            default:
                Fail("Json Error");
                break;
        }
    }

    private void SubscribeMarket(KrakenFuturesAsked request)
    {
        foreach (var product in request.Products)
        {
            if (stage.Floor.Book(new(product)) is not { } book)
            {
                Fail("Invalid product id");
                continue;
            }

            Confirm(request.Feed!, product);
            if (request.Feed == "trade")
            {
                traded.Add(new(product));
                Offer(isNews: false, json => KrakenFuturesFeeds.WriteTrades(json, product, stage.Floor.Tape(new(product)).Trades));
                continue;
            }

            if (request.Feed != "book")
            {
                quotes[(request.Feed!, new(product))] = new(request.Feed!, book, stage.Floor.Tape(new(product)));
                socket.Offer(quotes[(request.Feed!, new(product))].Next(stage.Floor.Now)!.Value);
                continue;
            }

            books[new(product)] = new(book);
            socket.Offer(books[new(product)].Snapshot(stage.Floor.Now));
        }
    }

    private void Unsubscribe(KrakenFuturesAsked request)
    {
        var feed = request.Feed ?? "";
        foreach (var product in request.Products)
        {
            switch (feed)
            {
                case "book":
                    books.Remove(new(product));
                    break;
                case "trade":
                    traded.Remove(new(product));
                    break;
                default:
                    quotes.Remove((feed, new(product)));
                    break;
            }

            Confirm(feed, product, "unsubscribed");
        }

        if (feeds.Remove(feed))
        {
            Confirm(feed, null, "unsubscribed");
        }
    }

    private void SubscribeAccount(KrakenFuturesAsked request)
    {
        if (request.Challenge != challenge || gate.Check(request.Key, challenge, request.Signed) is not { } known)
        {
            Fail("Invalid signature");
            return;
        }

        account = known;
        feeds.Add(request.Feed!);
        Confirm(request.Feed!, null);
        Offer(isNews: false, json => KrakenFuturesFeeds.WriteSnapshot(json, request.Feed!, known, stage.Floor.Now));
    }

    private void Changed(InstrumentId instrument)
    {
        if (feeds.Contains("heartbeat") && stage.Floor.Now - beatAt >= BeatEvery)
        {
            beatAt = stage.Floor.Now;
            Offer(isNews: false, json =>
            {
                json.WriteString("feed", "heartbeat");
                json.WriteNumber("time", beatAt.ToUnixTimeMilliseconds());
            });
        }

        foreach (var (_, quote) in quotes.Where(each => each.Key.Instrument == instrument))
        {
            if (quote.Next(stage.Floor.Now) is { } told)
            {
                socket.Offer(told);
            }
        }

        foreach (var change in books.TryGetValue(instrument, out var book) ? book.Changes(stage.Floor.Now) : [])
        {
            socket.Offer(change);
        }
    }

    private void Happened(Happening happening)
    {
        if (happening.Event is OrderFilled { IsMaker: false } fill && traded.Contains(fill.Instrument))
        {
            Offer(isNews: true, json => KrakenFuturesFeeds.WriteTrade(json, fill, happening.At));
        }

        if (account is null || happening.Account != account.Trading || happening.Order is not { } order)
        {
            return;
        }

        foreach (var (feed, write) in KrakenFuturesFeeds.Of(happening, order, account).Where(each => feeds.Contains(each.Feed)))
        {
            Offer(isNews: true, json =>
            {
                json.WriteString("feed", feed);
                write(json);
            });
        }
    }

    private void Confirm(string feed, string? product, string what = "subscribed") => Offer(isNews: false, json =>
    {
        json.WriteString("event", what);
        json.WriteString("feed", feed);
        if (product is not null)
        {
            json.WriteTexts("product_ids", product);
        }
    });

    private void Fail(string why) => Offer(isNews: false, json =>
    {
        json.WriteString("event", "error");
        json.WriteString("message", why);
    });

    private void Offer(bool isNews, Action<Utf8JsonWriter> write) => socket.Offer(KrakenJson.Write(write), isNews);
}
