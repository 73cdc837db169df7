using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What spot tells everybody.</summary>
internal sealed class KrakenSpotMarket(SandboxFloor floor, KrakenSpotRoutes routes)
{
    private const string UnknownPair = "EQuery:Unknown asset pair";

    public Task TimeAsync(KrakenCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteNumber("unixtime", floor.Now.ToUnixTimeSeconds());
        json.WriteString("rfc1123", floor.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
    });

    public Task StatusAsync(KrakenCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("status", "online");
        json.WriteTime("timestamp", floor.Now);
    });

    public Task PairsAsync(KrakenCall call)
    {
        var wanted = call["pair"]?.Split(',').Select(KrakenSpotListing.Find) ?? floor.Instruments.Select(instrument => KrakenSpotListing.Find(instrument.Id.Value));
        var listings = wanted.ToList();
        return listings.Contains(null)
            ? KrakenSpotRoutes.RefuseAsync(call, UnknownPair)
            : routes.AnswerAsync(call, json => listings.ForEach(listing => KrakenSpotReports.WritePair(json, listing!)));
    }

    public Task QuoteAsync(KrakenCall call) => OfBookAsync(call, (json, book) =>
    {
        WriteBest(json, "a", book, Side.Sell);
        WriteBest(json, "b", book, Side.Buy);
        json.WriteTexts("c", (book.Last ?? Price.Zero).ToString(), "0.1");
    });

    public Task BookAsync(KrakenCall call) => OfBookAsync(call, (json, book) =>
    {
        WriteLevels(json, "asks", book, Side.Sell, (int)(call.Whole("count") ?? 100));
        WriteLevels(json, "bids", book, Side.Buy, (int)(call.Whole("count") ?? 100));
    });

    private Task OfBookAsync(KrakenCall call, Action<Utf8JsonWriter, OrderBook> write) => KrakenSpotListing.Find(call["pair"]) is { } listing
        ? routes.AnswerAsync(call, json => json.WriteObject(listing.Key, () => write(json, floor.Book(listing.Id)!)))
        : KrakenSpotRoutes.RefuseAsync(call, UnknownPair);

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
