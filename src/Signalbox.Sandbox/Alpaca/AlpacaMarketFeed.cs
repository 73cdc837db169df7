using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>One market stream: quotes and trades of what is subscribed, and of coins their books.</summary>
internal sealed class AlpacaMarketFeed(SandboxStage stage, ConcurrentDictionary<(string Key, string Path), bool> lines)
{
    private static readonly string[] Kinds = ["trades", "quotes", "orderbooks", "bars", "updatedBars", "dailyBars"];

    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly Lock subscribing = new();
    private readonly HashSet<(string Kind, string Symbol)> subscribed = [];
    private readonly Dictionary<InstrumentId, Dictionary<(Side Side, Price Price), Quantity>> told = [];
    private readonly Dictionary<InstrumentId, DateTimeOffset> bars = [];
    private (string Key, string Path)? line;

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(OfferChanged);
        using var joined = floor.Join(OfferTrade);
        Say(json => Note(json, "success", "connected"));
        await socket.ServeAsync(context, message => Hear(message, context.Request.Path));
        if (line is { } ended)
        {
            lines.TryRemove(ended, out _);
        }
    }

    private void Hear(ReadOnlyMemory<byte> message, string path)
    {
        if (JsonCall.Object(message) is not { } said || !said.TryGetProperty("action", out var action))
        {
            Say(json => Error(json, 400, "invalid syntax"));
            return;
        }

        switch (action.GetString())
        {
            case "auth":
                LogIn(said, path);
                break;
            case "subscribe" or "unsubscribe" when line is null:
                Say(json => Error(json, 401, "not authenticated"));
                break;
            case "subscribe" or "unsubscribe":
                Subscribe(said, action.GetString() == "subscribe");
                break;
            default:
                Say(json => Error(json, 400, "invalid syntax"));
                break;
        }
    }

    private void LogIn(JsonElement said, string path)
    {
        var account = AlpacaRoutes.Find(floor, Text(said, "key"), Text(said, "secret"));
        if (account is null)
        {
            Say(json => Error(json, 402, "auth failed"));
        }
        else if (!lines.TryAdd((account.Key.Key, path), true))
        {
            Say(json => Error(json, 406, "connection limit exceeded"));
        }
        else
        {
            line = (account.Key.Key, path);
            Say(json => Note(json, "success", "authenticated"));
        }
    }

    private void Subscribe(JsonElement said, bool adds)
    {
        var named = Kinds.Where(kind => said.TryGetProperty(kind, out _))
            .SelectMany(kind => said.GetProperty(kind).EnumerateArray().Select(symbol => (kind, symbol.GetString() ?? ""))).ToList();
        lock (subscribing)
        {
            if (adds) subscribed.UnionWith(named);
            else subscribed.ExceptWith(named);
        }

        Say(json => json.Item(() =>
        {
            json.WriteString("T", "subscription");
            foreach (var kind in Kinds)
            {
                json.Items(kind, All().Where(each => each.Kind == kind), each => json.WriteStringValue(each.Symbol));
            }
        }));
        foreach (var symbol in named.Select(each => each.Item2).Distinct().Where(symbol => floor.Book(new(symbol)) is not null))
        {
            floor.Read(_ =>
            {
                OfferChanged(new(symbol));
                return true;
            });
        }
    }

    private IReadOnlyList<(string Kind, string Symbol)> All()
    {
        lock (subscribing)
        {
            return [.. subscribed];
        }
    }

    private bool Wants(string kind, InstrumentId instrument)
    {
        lock (subscribing)
        {
            return subscribed.Contains((kind, instrument.Value));
        }
    }

    // Called under the floor's lock.
    private void OfferChanged(InstrumentId instrument)
    {
        var book = floor.Book(instrument)!;
        if (Wants("quotes", instrument))
        {
            Tell("q", instrument, json => AlpacaMarketAnswers.WriteQuoteFields(json, book, floor.Now));
        }

        OfferBars(instrument);
        if (Wants("orderbooks", instrument))
        {
            OfferBook(instrument, book);
        }
    }

    // A minute is told once it is over, a day while it lasts.
    private void OfferBars(InstrumentId instrument)
    {
        if (!Wants("bars", instrument) && !Wants("dailyBars", instrument))
        {
            return;
        }

        var tape = floor.Tape(instrument);
        var minutes = tape.Candles(TimeSpan.FromMinutes(1), DateTimeOffset.UnixEpoch, floor.Now, 2);
        var isOver = bars.TryGetValue(instrument, out var last) && minutes[^1].At > last;
        bars[instrument] = minutes[^1].At;
        if (isOver && Wants("bars", instrument))
        {
            Tell("b", instrument, json => AlpacaMarketAnswers.WriteBarFields(json, minutes[0]));
        }

        if (isOver && Wants("dailyBars", instrument))
        {
            Tell("d", instrument, json => AlpacaMarketAnswers.WriteBarFields(json, tape.Candles(TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, floor.Now, 1)[0]));
        }
    }

    private void OfferBook(InstrumentId instrument, OrderBook book)
    {
        var isFirst = told.TryAdd(instrument, []);
        var before = told[instrument];
        var now = new[] { Side.Buy, Side.Sell }.SelectMany(side => book.Depth(side).Select(level => (Key: (side, level.Price), level.Open))).ToDictionary(each => each.Key, each => each.Open);
        var changed = now.Where(each => !before.TryGetValue(each.Key, out var open) || open != each.Value)
            .Concat(before.Keys.Where(key => !now.ContainsKey(key)).Select(key => new KeyValuePair<(Side, Price), Quantity>(key, Quantity.Zero))).ToList();
        told[instrument] = now;
        if (changed.Count == 0)
        {
            return;
        }

        Tell("o", instrument, json =>
        {
            json.WriteString("t", AlpacaReports.Time(floor.Now));
            AlpacaMarketAnswers.WriteSide(json, "b", changed.Where(each => each.Key.Item1 == Side.Buy).Select(each => (each.Key.Item2, each.Value)));
            AlpacaMarketAnswers.WriteSide(json, "a", changed.Where(each => each.Key.Item1 == Side.Sell).Select(each => (each.Key.Item2, each.Value)));
            if (isFirst)
            {
                json.WriteBoolean("r", true);
            }
        });
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled { IsMaker: false } fill || !Wants("trades", fill.Instrument))
        {
            return;
        }

        Tell("t", fill.Instrument, json =>
        {
            json.WriteNumber("i", fill.Trade);
            json.WriteNumber("p", fill.Price.Value);
            json.WriteNumber("s", fill.Quantity.Value);
            json.WriteString("t", AlpacaReports.Time(happening.At));
            if (fill.Instrument.Value.Contains('/', StringComparison.Ordinal))
            {
                json.WriteString("tks", fill.Side == Side.Buy ? "B" : "S");
            }
        });
    }

    private void Tell(string type, InstrumentId instrument, Action<Utf8JsonWriter> write) => socket.Offer(JsonAnswer.Write(json => json.Items([type], _ => json.Item(() =>
    {
        json.WriteString("T", type);
        json.WriteString("S", instrument.Value);
        write(json);
    }))));

    private void Say(Action<Utf8JsonWriter> write) => socket.Offer(JsonAnswer.Write(json => json.Items([0], _ => write(json))), isNews: false);

    private static void Note(Utf8JsonWriter json, string type, string message) => json.Item(() =>
    {
        json.WriteString("T", type);
        json.WriteString("msg", message);
    });

    private static void Error(Utf8JsonWriter json, int code, string message) => json.Item(() =>
    {
        json.WriteString("T", "error");
        json.WriteNumber("code", code);
        json.WriteString("msg", message);
    });

    private static string? Text(JsonElement said, string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;
}
