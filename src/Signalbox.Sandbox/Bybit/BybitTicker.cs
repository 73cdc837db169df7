using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>The best quotes and the statistics of a day, asked for and streamed alike.</summary>
internal sealed class BybitTicker(SandboxFloor floor, BybitProduct product)
{
    private static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    public void Write(Utf8JsonWriter json, OrderBook book)
    {
        var day = floor.History.Day(book.Listing.Instrument.Id, floor.Now);
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("lastPrice", book.Last?.Value ?? 0);
        json.WriteDecimal("bid1Price", book.BestBid?.Value ?? 0);
        json.WriteDecimal("bid1Size", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteDecimal("ask1Price", book.BestAsk?.Value ?? 0);
        json.WriteDecimal("ask1Size", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteDecimal("prevPrice24h", day.Open.Value);
        json.WriteDecimal("price24hPcnt", decimal.Round((day.Close.Value - day.Open.Value) / day.Open.Value, 6));
        json.WriteDecimal("highPrice24h", day.High.Value);
        json.WriteDecimal("lowPrice24h", day.Low.Value);
        json.WriteDecimal("turnover24h", day.Turnover);
        json.WriteDecimal("volume24h", day.Volume);
        if (product == BybitProduct.Spot)
        {
            json.WriteDecimal("usdIndexPrice", book.Mark?.Value ?? 0);
            return;
        }

        json.WriteDecimal("prevPrice1h", floor.History.Candles(book.Listing.Instrument.Id, new(TimeSpan.FromHours(1), null, null, 1), floor.Now)[0].Open.Value);
        json.WriteDecimal("markPrice", book.Mark?.Value ?? 0);
        json.WriteDecimal("indexPrice", book.Mark?.Value ?? 0);
        json.WriteString("openInterest", "0");
        json.WriteString("openInterestValue", "0");
        json.WriteString("fundingRate", "0");
        json.WriteString("fundingIntervalHour", "8");
        json.WriteTime("nextFundingTime", CandleQuery.OpeningOf(floor.Now, FundingEvery) + FundingEvery);
        json.WriteString("predictedDeliveryPrice", "");
        json.WriteString("basisRate", "");
        json.WriteString("basis", "");
        json.WriteString("deliveryFeeRate", "");
        json.WriteString("deliveryTime", "0");
    }
}
