using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>The candles of one subscription: the last ones at first, then each change of the newest.</summary>
internal sealed class KrakenCandleFeed(KrakenSpotListing listing, SandboxTape tape, int minutes)
{
    private const int AtFirst = 100;

    private TapeCandle? told;

    /// <summary>Null when nothing changed.</summary>
    public ReadOnlyMemory<byte>? Next(DateTimeOffset now, bool isSnapshot)
    {
        var candles = tape.Candles(TimeSpan.FromMinutes(minutes), DateTimeOffset.UnixEpoch, now, isSnapshot ? AtFirst : 1);
        if (!isSnapshot && candles[^1] == told)
        {
            return null;
        }

        told = candles[^1];
        return KrakenJson.Write(json =>
        {
            json.WriteString("channel", "ohlc");
            json.WriteString("type", isSnapshot ? "snapshot" : "update");
            json.WriteTime("timestamp", now);
            json.WriteObjects("data", candles, candle => Write(json, candle));
        });
    }

    private void Write(Utf8JsonWriter json, TapeCandle candle)
    {
        json.WriteString("symbol", listing.StreamSymbol);
        json.WriteNumber("open", candle.Open);
        json.WriteNumber("high", candle.High);
        json.WriteNumber("low", candle.Low);
        json.WriteNumber("close", candle.Close);
        json.WriteNumber("vwap", candle.Average);
        json.WriteNumber("trades", candle.Trades);
        json.WriteNumber("volume", candle.Volume);
        json.WriteTime("interval_begin", candle.At);
        json.WriteNumber("interval", minutes);
        json.WriteTime("timestamp", candle.At.AddMinutes(minutes));
    }
}
