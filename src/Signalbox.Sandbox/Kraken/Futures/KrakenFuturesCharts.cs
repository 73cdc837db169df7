using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Candles, and the executions of a contract, which stand under addresses of their own.</summary>
internal sealed class KrakenFuturesCharts(SandboxFloor floor, KrakenFuturesMarket market)
{
    private const int CandlesMost = 2_000;
    private const int ExecutionsMost = 1_000;

    private static readonly Dictionary<string, TimeSpan> Lengths = new(StringComparer.Ordinal)
    {
        ["1m"] = TimeSpan.FromMinutes(1),
        ["5m"] = TimeSpan.FromMinutes(5),
        ["15m"] = TimeSpan.FromMinutes(15),
        ["30m"] = TimeSpan.FromMinutes(30),
        ["1h"] = TimeSpan.FromHours(1),
        ["4h"] = TimeSpan.FromHours(4),
        ["12h"] = TimeSpan.FromHours(12),
        ["1d"] = TimeSpan.FromDays(1),
        ["1w"] = TimeSpan.FromDays(7),
    };

    /// <summary>Trades, the mark and the index are one price here.</summary>
    public Task CandlesAsync(KrakenCall call)
    {
        if (call.Context.Request.RouteValues["kind"]?.ToString() is not ("trade" or "mark" or "spot")
            || market.BookOf(call) is not { } book || !Lengths.TryGetValue(call.Context.Request.RouteValues["resolution"]?.ToString() ?? "", out var length))
        {
            call.Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return KrakenJson.AnswerAsync(call.Context, static json => json.WriteObjects("errors", [0], _ =>
            {
                json.WriteString("severity", "ERROR");
                json.WriteString("error_class", "Default");
                json.WriteString("type", "chart.not_found");
                json.WriteString("msg", "There is no such chart");
            }));
        }

        return KrakenJson.AnswerAsync(call.Context, json => floor.Read(now =>
        {
            var until = call.Whole("to") is { } to && to < now.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(to) : now;
            var from = call.Whole("from") is { } given and > 0 ? DateTimeOffset.FromUnixTimeSeconds(given) : DateTimeOffset.UnixEpoch;
            var most = (int)Math.Clamp(call.Whole("count") ?? CandlesMost, 1, CandlesMost);
            json.WriteObjects("candles", floor.Tape(book.Listing.Instrument.Id).Candles(length, from, until, most), candle =>
            {
                json.WriteNumber("time", candle.At.ToUnixTimeMilliseconds());
                json.WriteDecimal("open", candle.Open);
                json.WriteDecimal("high", candle.High);
                json.WriteDecimal("low", candle.Low);
                json.WriteDecimal("close", candle.Close);
                json.WriteDecimal("volume", candle.Volume);
            });
            json.WriteBoolean("more_candles", false);
            return true;
        }));
    }

    /// <summary>Newest first, unless asked otherwise.</summary>
    public Task ExecutionsAsync(KrakenCall call)
    {
        if (market.BookOf(call) is not { } book)
        {
            call.Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return KrakenJson.AnswerAsync(call.Context, static json => json.WriteString("error", KrakenFuturesMarket.Unknown));
        }

        return KrakenJson.AnswerAsync(call.Context, json => floor.Read(_ =>
        {
            var symbol = book.Listing.Instrument.Id.Value;
            var trades = floor.Tape(book.Listing.Instrument.Id).Trades.Where(trade =>
                trade.At.ToUnixTimeMilliseconds() >= (call.Whole("since") ?? 0) && trade.At.ToUnixTimeMilliseconds() <= (call.Whole("before") ?? long.MaxValue));
            var page = (call["sort"] == "asc" ? trades : trades.Reverse()).Take((int)Math.Clamp(call.Whole("count") ?? ExecutionsMost, 1, ExecutionsMost)).ToList();
            json.WriteObjects("elements", page, trade =>
            {
                json.WriteString("uid", KrakenFuturesListing.FillId(trade.Number));
                json.WriteNumber("timestamp", trade.At.ToUnixTimeMilliseconds());
                json.WriteObject("event", () => json.WriteObject("Execution", () => json.WriteObject("execution", () => WriteExecution(json, symbol, trade))));
            });
            json.WriteNumber("len", page.Count);
            return true;
        }));
    }

    private static void WriteExecution(System.Text.Json.Utf8JsonWriter json, string symbol, PublicTrade trade)
    {
        json.WriteString("uid", KrakenFuturesListing.FillId(trade.Number));
        json.WriteObject("takerOrder", () =>
        {
            json.WriteString("tradeable", symbol);
            json.WriteString("direction", trade.Side == Markets.Side.Buy ? "Buy" : "Sell");
            json.WriteString("orderType", "Limit");
            json.WriteDecimal("quantity", trade.Quantity.Value);
        });
        json.WriteNumber("timestamp", trade.At.ToUnixTimeMilliseconds());
        json.WriteDecimal("quantity", trade.Quantity.Value);
        json.WriteDecimal("price", trade.Price.Value);
        json.WriteDecimal("markPrice", trade.Price.Value);
        json.WriteString("limitFilled", "false");
        json.WriteDecimal("usdValue", trade.Quantity.Value * trade.Price.Value);
    }
}
