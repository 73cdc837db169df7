using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>The quotes of one contract as one subscriber has them: told when the best prices have changed.</summary>
internal sealed class KrakenFuturesQuoteFeed(string feed, OrderBook book, SandboxTape tape)
{
    private (Price? Bid, Price? Ask)? told;

    /// <summary>Null when nothing changed.</summary>
    public ReadOnlyMemory<byte>? Next(DateTimeOffset now)
    {
        if (told == (book.BestBid, book.BestAsk))
        {
            return null;
        }

        told = (book.BestBid, book.BestAsk);
        return KrakenJson.Write(json => Write(json, now));
    }

    private void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        var instrument = book.Listing.Instrument;
        var day = tape.LastDay(now);
        json.WriteString("feed", feed);
        json.WriteString("product_id", instrument.Id.Value);
        json.WriteNumber("bid", book.BestBid?.Value ?? 0);
        json.WriteNumber("ask", book.BestAsk?.Value ?? 0);
        json.WriteNumber("change", decimal.Round((day.Close - day.Open) * 100 / day.Open, 2));
        json.WriteNumber("premium", 0);
        json.WriteNumber("volume", day.Volume);
        json.WriteNumber("volumeQuote", day.Turnover);
        json.WriteString("tag", "perpetual");
        json.WriteString("pair", $"{KrakenFuturesListing.CoinOf(instrument)}:{instrument.Quote}");
        json.WriteNumber("dtm", 0);
        json.WriteNumber("maturityTime", 0);
        if (feed == "ticker_lite")
        {
            return;
        }

        json.WriteNumber("time", now.ToUnixTimeMilliseconds());
        json.WriteNumber("bid_size", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteNumber("ask_size", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteString("leverage", $"{KrakenFuturesListing.LeverageMost:0}x");
        json.WriteNumber("index", book.Mark?.Value ?? 0);
        json.WriteNumber("markPrice", book.Mark?.Value ?? 0);
        json.WriteNumber("last", book.Last?.Value ?? day.Close);
        json.WriteNumber("open", day.Open);
        json.WriteNumber("high", day.High);
        json.WriteNumber("low", day.Low);
        json.WriteNumber("openInterest", 0);
        json.WriteNumber("funding_rate", 0);
        json.WriteNumber("funding_rate_prediction", 0);
        json.WriteNumber("relative_funding_rate", 0);
        json.WriteBoolean("suspended", false);
        json.WriteBoolean("post_only", false);
    }
}
