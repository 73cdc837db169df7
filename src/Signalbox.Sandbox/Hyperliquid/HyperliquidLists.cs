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
            json.WriteList("tokens", [TokenOf(each), 0], json.WriteNumberValue);
            json.WriteNumber("index", each.Number - HyperliquidAsset.SpotOffset);
            json.WriteBoolean("isCanonical", true);
        }));
        json.WriteList("tokens", pairs.Select(each => (Name: floor.Book(new InstrumentId(each.Coin))!.Listing.Instrument.Base, each.SizeDecimals, TokenOf(each))).Prepend(("USDC", 8, 0)), token => json.WriteObject(() =>
        {
            json.WriteString("name", token.Item1);
            json.WriteNumber("szDecimals", token.Item2);
            json.WriteNumber("weiDecimals", 8);
            json.WriteNumber("index", token.Item3);
            json.WriteString("tokenId", $"0x{token.Item3:x32}");
            json.WriteBoolean("isCanonical", true);
            json.WriteNull("evmContract");
            json.WriteNull("fullName");
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
        if (isSpot)
        {
            json.WriteString("coin", each.Coin);
        }

        WriteContext(json, each);
    }));

    /// <summary>Called under the floor's lock.</summary>
    public void WriteContext(Utf8JsonWriter json, HyperliquidAsset asset)
    {
        var mark = floor.Book(new InstrumentId(asset.Coin))?.Mark?.Value ?? 0;
        var day = floor.Tape(new(asset.Coin)).LastDay(floor.Now);
        json.WriteDecimal("markPx", mark);
        json.WriteDecimal("midPx", mark);
        json.WriteDecimal("prevDayPx", day.Open);
        json.WriteDecimal("dayNtlVlm", day.Turnover);
        json.WriteDecimal("dayBaseVlm", day.Volume);
        if (asset.IsSpot)
        {
            json.WriteString("circulatingSupply", "0.0");
            return;
        }

        json.WriteDecimal("oraclePx", mark);
        json.WriteString("funding", "0.0");
        json.WriteString("openInterest", "0.0");
        json.WriteString("premium", "0.0");
    }

    /// <summary>Tokens stand in the list by their numbers; the money is the first of them.</summary>
    public int TokenOf(string currency) => Of(isSpot: true).FindIndex(pair => floor.Book(new InstrumentId(pair.Coin))!.Listing.Instrument.Base == currency) + 1;

    private int TokenOf(HyperliquidAsset pair) => Of(isSpot: true).IndexOf(pair) + 1;

    private List<HyperliquidAsset> Of(bool isSpot) =>
        [.. HyperliquidMarkets.Assets.Where(asset => asset.IsSpot == isSpot && floor.Book(new InstrumentId(asset.Coin)) is not null)];
}
