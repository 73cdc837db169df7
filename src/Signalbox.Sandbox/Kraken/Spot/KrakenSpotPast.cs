using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What spot tells everybody of the market lately: candles, trades and spreads.</summary>
internal sealed class KrakenSpotPast(SandboxFloor floor, KrakenSpotRoutes routes)
{
    private const int CandlesMost = 720;
    private const int TradesMost = 1_000;

    private static readonly long[] Minutes = [1, 5, 15, 30, 60, 240, 1_440, 10_080, 21_600];

    /// <summary>Null for what the venue has no candles of.</summary>
    public static TimeSpan? LengthOf(long minutes) => Minutes.Contains(minutes) ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>The last of them has not ended yet; the time of the one before it is where to ask on from.</summary>
    public Task CandlesAsync(KrakenCall call)
    {
        if (KrakenSpotListing.Find(call["pair"]) is not { } listing)
        {
            return KrakenSpotRoutes.RefuseAsync(call, KrakenSpotMarket.UnknownPair);
        }

        if (LengthOf(call["interval"] is null ? 1 : call.Whole("interval") ?? 0) is not { } length)
        {
            return KrakenSpotRoutes.RefuseAsync(call, "EGeneral:Invalid arguments:interval");
        }

        return routes.AnswerAsync(call, json =>
        {
            var since = call.Whole("since") is { } given and > 0 ? DateTimeOffset.FromUnixTimeSeconds(given + 1) : DateTimeOffset.UnixEpoch;
            var candles = floor.Tape(listing.Id).Candles(length, since, floor.Now, CandlesMost);
            json.WriteStartArray(listing.Key);
            foreach (var candle in candles)
            {
                json.WriteStartArray();
                json.WriteNumberValue(candle.At.ToUnixTimeSeconds());
                foreach (var value in new[] { candle.Open, candle.High, candle.Low, candle.Close, candle.Average, candle.Volume })
                {
                    json.WriteStringValue(KrakenSpotMarket.Text(value));
                }

                json.WriteNumberValue(candle.Trades);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteNumber("last", candles.Count > 1 ? candles[^2].At.ToUnixTimeSeconds() : 0);
        });
    }

    public Task TradesAsync(KrakenCall call)
    {
        if (KrakenSpotListing.Find(call["pair"]) is not { } listing)
        {
            return KrakenSpotRoutes.RefuseAsync(call, KrakenSpotMarket.UnknownPair);
        }

        return routes.AnswerAsync(call, json =>
        {
            // In seconds or in nanoseconds, as it was given before.
            var since = call.Number("since") is { } given ? given > 100_000_000_000m ? given / 1_000_000_000m : given : 0;
            var trades = floor.Tape(listing.Id).Trades.Where(trade => Seconds(trade.At) > since).TakeLast((int)Math.Clamp(call.Whole("count") ?? TradesMost, 1, TradesMost)).ToList();
            json.WriteStartArray(listing.Key);
            trades.ForEach(trade => WriteTrade(json, trade));
            json.WriteEndArray();
            json.WriteString("last", ((trades.Count > 0 ? Seconds(trades[^1].At) : since) * 1_000_000_000m).ToString("0", CultureInfo.InvariantCulture));
        });
    }

    /// <summary>The one there is now.</summary>
    public Task SpreadAsync(KrakenCall call) => KrakenSpotListing.Find(call["pair"]) is { } listing
        ? routes.AnswerAsync(call, json =>
        {
            var book = floor.Book(listing.Id)!;
            json.WriteStartArray(listing.Key);
            json.WriteStartArray();
            json.WriteNumberValue(floor.Now.ToUnixTimeSeconds());
            json.WriteStringValue((book.BestBid ?? Price.Zero).ToString());
            json.WriteStringValue((book.BestAsk ?? Price.Zero).ToString());
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteNumber("last", floor.Now.ToUnixTimeSeconds());
        })
        : KrakenSpotRoutes.RefuseAsync(call, KrakenSpotMarket.UnknownPair);

    private static decimal Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1_000m;

    private static void WriteTrade(Utf8JsonWriter json, PublicTrade trade)
    {
        json.WriteStartArray();
        json.WriteStringValue(trade.Price.ToString());
        json.WriteStringValue(trade.Quantity.ToString());
        json.WriteNumberValue(Seconds(trade.At));
        json.WriteStringValue(trade.Side == Side.Buy ? "b" : "s");
        json.WriteStringValue("m");
        json.WriteStringValue("");
        json.WriteNumberValue(trade.Number);
        json.WriteEndArray();
    }
}
