using System.Globalization;
using System.Text.Json;
using Signalbox.Identity;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Candles and trades of lately.</summary>
internal sealed class HyperliquidPast(SandboxFloor floor)
{
    private const int CandlesMost = 5_000;

    private static readonly Dictionary<string, TimeSpan> Lengths = new(StringComparer.Ordinal)
    {
        ["1m"] = TimeSpan.FromMinutes(1),
        ["3m"] = TimeSpan.FromMinutes(3),
        ["5m"] = TimeSpan.FromMinutes(5),
        ["15m"] = TimeSpan.FromMinutes(15),
        ["30m"] = TimeSpan.FromMinutes(30),
        ["1h"] = TimeSpan.FromHours(1),
        ["2h"] = TimeSpan.FromHours(2),
        ["4h"] = TimeSpan.FromHours(4),
        ["8h"] = TimeSpan.FromHours(8),
        ["12h"] = TimeSpan.FromHours(12),
        ["1d"] = TimeSpan.FromDays(1),
        ["3d"] = TimeSpan.FromDays(3),
        ["1w"] = TimeSpan.FromDays(7),
    };

    public static bool HasCandles(string interval) => Lengths.ContainsKey(interval);

    /// <summary>Null for an interval there is not.</summary>
    public Action<Utf8JsonWriter>? Candles(JsonElement asked)
    {
        var (coin, interval) = (asked.GetProperty("coin").GetString() ?? "", asked.GetProperty("interval").GetString() ?? "");
        if (!Lengths.TryGetValue(interval, out var length) || floor.Book(new InstrumentId(coin)) is null)
        {
            return null;
        }

        var from = DateTimeOffset.FromUnixTimeMilliseconds(asked.GetProperty("startTime").GetInt64());
        var end = asked.TryGetProperty("endTime", out var given) && given.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds(given.GetInt64()) : floor.Now;
        var candles = floor.Read(now => floor.Tape(new(coin)).Candles(length, from, end < now ? end : now, CandlesMost));
        return json => json.WriteList(candles, candle => Write(json, coin, interval, length, candle));
    }

    /// <summary>The one that has not ended yet. Called under the floor's lock.</summary>
    public void WriteNewest(Utf8JsonWriter json, string coin, string interval)
    {
        var length = Lengths[interval];
        Write(json, coin, interval, length, floor.Tape(new(coin)).Candles(length, DateTimeOffset.UnixEpoch, floor.Now, 1)[0]);
    }

    /// <summary>Null for a coin that is not listed.</summary>
    public Action<Utf8JsonWriter>? Trades(string coin) => floor.Book(new InstrumentId(coin)) is null
        ? null
        : json => json.WriteList(floor.Tape(new(coin)).Trades.Reverse().Take(10), trade => WriteTrade(json, coin, trade));

    public static void WriteTrade(Utf8JsonWriter json, string coin, PublicTrade trade) => json.WriteObject(() =>
    {
        json.WriteString("coin", coin);
        json.WriteString("side", HyperliquidReports.Of(trade.Side));
        json.WriteDecimal("px", trade.Price.Value);
        json.WriteDecimal("sz", trade.Quantity.Value);
        json.WriteTime("time", trade.At);
        json.WriteString("hash", "0x0000000000000000000000000000000000000000000000000000000000000000");
        json.WriteNumber("tid", trade.Number);
    });

    private static void Write(Utf8JsonWriter json, string coin, string interval, TimeSpan length, TapeCandle candle) => json.WriteObject(() =>
    {
        json.WriteTime("t", candle.At);
        json.WriteTime("T", candle.At + length - TimeSpan.FromMilliseconds(1));
        json.WriteString("s", coin);
        json.WriteString("i", interval);
        json.WriteString("o", candle.Open.ToString(CultureInfo.InvariantCulture));
        json.WriteString("c", candle.Close.ToString(CultureInfo.InvariantCulture));
        json.WriteString("h", candle.High.ToString(CultureInfo.InvariantCulture));
        json.WriteString("l", candle.Low.ToString(CultureInfo.InvariantCulture));
        json.WriteString("v", candle.Volume.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("n", candle.Trades);
    });
}
