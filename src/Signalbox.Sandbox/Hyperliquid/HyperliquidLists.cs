using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Venues.Hyperliquid;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>What is listed, and what it costs.</summary>
internal sealed class HyperliquidLists(SandboxFloor floor)
{
    public void WriteMeta(Utf8JsonWriter json) => json.WriteObject(() =>
    {
        json.WriteList("universe", Of(isSpot: false), each => json.WriteObject(() =>
        {
            json.WriteString("name", each.Coin);
            json.WriteNumber("szDecimals", each.SizeDecimals);
            json.WriteNumber("maxLeverage", 40);
            json.WriteNumber("marginTableId", 40);
        }));
        json.WriteNumber("collateralToken", 0);
    });

    public void WritePerpetuals(Utf8JsonWriter json) => json.WriteList([false, true], isPrices =>
    {
        if (isPrices) WritePrices(json, isSpot: false);
        else WriteMeta(json);
    });

    public void WriteSpotMeta(Utf8JsonWriter json) => json.WriteObject(() =>
    {
        var pairs = Of(isSpot: true);
        json.WriteList("universe", pairs, each => json.WriteObject(() =>
        {
            json.WriteString("name", each.Coin);
            json.WriteList("tokens", [each.Number, 0], json.WriteNumberValue);
            json.WriteNumber("index", each.Number - HyperliquidAsset.SpotOffset);
            json.WriteBoolean("isCanonical", true);
        }));
        json.WriteList("tokens", pairs.Select(each => (Name: floor.Book(new InstrumentId(each.Coin))!.Listing.Instrument.Base, each.SizeDecimals, each.Number)).Prepend(("USDC", 8, 0)), token => json.WriteObject(() =>
        {
            json.WriteString("name", token.Item1);
            json.WriteNumber("szDecimals", token.Item2);
            json.WriteNumber("weiDecimals", 8);
            json.WriteNumber("index", token.Item3);
        }));
    });

    public void WritePairs(Utf8JsonWriter json) => json.WriteList([false, true], isPrices =>
    {
        if (isPrices) WritePrices(json, isSpot: true);
        else WriteSpotMeta(json);
    });

    public void WriteMids(Utf8JsonWriter json) => json.WriteObject(() =>
    {
        foreach (var instrument in floor.Instruments)
        {
            json.WriteDecimal(instrument.Id.Value, floor.Book(instrument.Id)?.Mark?.Value ?? 0);
        }
    });

    private void WritePrices(Utf8JsonWriter json, bool isSpot) => json.WriteList(Of(isSpot), each => json.WriteObject(() =>
    {
        var mark = floor.Book(new InstrumentId(each.Coin))?.Mark?.Value ?? 0;
        json.WriteString("coin", each.Coin);
        json.WriteDecimal("markPx", mark);
        json.WriteDecimal("midPx", mark);
        json.WriteDecimal("prevDayPx", mark);
    }));

    private List<HyperliquidAsset> Of(bool isSpot) =>
        [.. HyperliquidMarkets.Assets.Where(asset => asset.IsSpot == isSpot && floor.Book(new InstrumentId(asset.Coin)) is not null)];
}
