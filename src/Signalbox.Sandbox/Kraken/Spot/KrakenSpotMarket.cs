using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What spot tells everybody of what is listed, and of the market now.</summary>
internal sealed class KrakenSpotMarket(SandboxFloor floor, KrakenSpotRoutes routes)
{
    public const string UnknownPair = "EQuery:Unknown asset pair";

    public Task TimeAsync(KrakenCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteNumber("unixtime", floor.Now.ToUnixTimeSeconds());
        json.WriteString("rfc1123", floor.Now.ToString("R", CultureInfo.InvariantCulture));
    });

    public Task StatusAsync(KrakenCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("status", "online");
        json.WriteTime("timestamp", floor.Now);
    });

    public Task AssetsAsync(KrakenCall call)
    {
        var listed = KrakenSpotListing.Assets;
        var wanted = call["asset"]?.Split(',').Select(name => listed.FirstOrDefault(asset => asset.Code == name || asset.Name == name)).ToList() ?? [.. listed];
        return wanted.Contains(null)
            ? KrakenSpotRoutes.RefuseAsync(call, "EQuery:Unknown asset")
            : routes.AnswerAsync(call, json => wanted.ForEach(asset => json.WriteObject(asset!.Code, () =>
            {
                json.WriteString("aclass", "currency");
                json.WriteString("altname", asset.Name);
                json.WriteNumber("decimals", asset.Decimals);
                json.WriteNumber("display_decimals", asset.Decimals / 2);
                json.WriteString("status", "enabled");
            })));
    }

    public Task PairsAsync(KrakenCall call) =>
        OfPairsAsync(call, (json, listing) => KrakenSpotReports.WritePair(json, listing, floor.Book(listing.Id)!.Listing));

    public Task QuoteAsync(KrakenCall call) => OfPairsAsync(call, (json, listing) => json.WriteObject(listing.Key, () =>
    {
        var book = floor.Book(listing.Id)!;
        var (tape, now) = (floor.Tape(listing.Id), floor.Now);
        var (today, day) = (tape.Candle(new(now.UtcDateTime.Date, TimeSpan.Zero), TimeSpan.FromDays(1), now), tape.LastDay(now));
        WriteBest(json, "a", book, Side.Sell);
        WriteBest(json, "b", book, Side.Buy);
        json.WriteTexts("c", (book.Last ?? new(day.Close)).ToString(), (tape.Last?.Quantity ?? Quantity.Zero).ToString());
        json.WriteTexts("v", Text(today.Volume), Text(day.Volume));
        json.WriteTexts("p", Text(today.Average), Text(day.Average));
        json.WriteStartArray("t");
        json.WriteNumberValue(today.Trades);
        json.WriteNumberValue(day.Trades);
        json.WriteEndArray();
        json.WriteTexts("l", Text(today.Low), Text(day.Low));
        json.WriteTexts("h", Text(today.High), Text(day.High));
        json.WriteDecimal("o", today.Open);
    }));

    public Task BookAsync(KrakenCall call)
    {
        var most = (int)Math.Clamp(call.Whole("count") ?? 100, 1, 500);
        return KrakenSpotListing.Find(call["pair"]) is { } listing
            ? routes.AnswerAsync(call, json => json.WriteObject(listing.Key, () =>
            {
                var book = floor.Book(listing.Id)!;
                WriteLevels(json, "asks", book, Side.Sell, most);
                WriteLevels(json, "bids", book, Side.Buy, most);
            }))
            : KrakenSpotRoutes.RefuseAsync(call, UnknownPair);
    }

    public static string Text(decimal value) => Signalbox.Text.Decimals.Canonical(value);

    /// <summary>Those that are asked for, or all.</summary>
    private Task OfPairsAsync(KrakenCall call, Action<Utf8JsonWriter, KrakenSpotListing> write)
    {
        var listings = (call["pair"]?.Split(',').Select(KrakenSpotListing.Find) ?? floor.Instruments.Select(instrument => KrakenSpotListing.Find(instrument.Id.Value))).Distinct().ToList();
        return listings.Contains(null)
            ? KrakenSpotRoutes.RefuseAsync(call, UnknownPair)
            : routes.AnswerAsync(call, json => listings.ForEach(listing => write(json, listing!)));
    }

    private static void WriteBest(Utf8JsonWriter json, string name, OrderBook book, Side side)
    {
        var (price, open) = book.Depth(side).FirstOrDefault();
        json.WriteTexts(name, price.ToString(), "1", open.ToString());
    }

    private void WriteLevels(Utf8JsonWriter json, string name, OrderBook book, Side side, int most)
    {
        json.WriteStartArray(name);
        foreach (var (price, open) in book.Depth(side).Take(most))
        {
            json.WriteStartArray();
            json.WriteStringValue(price.ToString());
            json.WriteStringValue(open.ToString());
            json.WriteNumberValue(floor.Now.ToUnixTimeSeconds());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
