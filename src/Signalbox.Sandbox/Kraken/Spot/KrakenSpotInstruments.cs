using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What is listed, as the stream tells it.</summary>
internal static class KrakenSpotInstruments
{
    public static ReadOnlyMemory<byte> Frame(SandboxFloor floor) => KrakenJson.Write(json =>
    {
        json.WriteString("channel", "instrument");
        json.WriteString("type", "snapshot");
        json.WriteObject("data", () =>
        {
            json.WriteObjects("assets", KrakenSpotListing.Assets, asset => WriteAsset(json, asset));
            json.WriteObjects("pairs", floor.Instruments.Select(instrument => KrakenSpotListing.Find(instrument.Id.Value)!), pair => WritePair(json, pair));
        });
    });

    private static void WriteAsset(Utf8JsonWriter json, KrakenSpotAsset asset)
    {
        json.WriteString("id", asset.Name == "XBT" ? "BTC" : asset.Name);
        json.WriteString("status", "enabled");
        json.WriteNumber("precision", asset.Decimals);
        json.WriteNumber("precision_display", asset.Decimals / 2);
        json.WriteBoolean("borrowable", false);
        json.WriteNumber("collateral_value", 0);
        json.WriteNumber("margin_rate", 0);
    }

    private static void WritePair(Utf8JsonWriter json, KrakenSpotListing pair)
    {
        var instrument = pair.Paper.Instrument;
        json.WriteString("symbol", pair.StreamSymbol);
        json.WriteString("base", instrument.Base);
        json.WriteString("quote", instrument.Quote);
        json.WriteString("status", "online");
        json.WriteNumber("qty_precision", KrakenSpotListing.QuantityDecimals);
        json.WriteNumber("qty_increment", instrument.LotSize.Value);
        json.WriteNumber("price_precision", pair.PriceDecimals);
        json.WriteNumber("price_increment", instrument.TickSize.Value);
        json.WriteNumber("cost_precision", 5);
        json.WriteNumber("cost_min", instrument.MinNotional?.Value ?? 0);
        json.WriteNumber("qty_min", instrument.MinQuantity.Value);
        json.WriteBoolean("marginable", false);
        json.WriteBoolean("has_index", false);
    }
}
