using Signalbox.Text;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Streams that sum the market up: statistics of a day, and candles. Nobody is ever liquidated here.</summary>
internal sealed class BybitSummaries(SandboxFloor floor, BybitProduct product)
{
    private readonly BybitTicker ticker = new(floor, product);

    public void Offer(string topic, OrderBook book, Action<ReadOnlyMemory<byte>> offer)
    {
        switch (topic.Split('.'))
        {
            case ["tickers", _]:
                offer(BybitAnswers.Write(json =>
                {
                    json.WriteString("topic", topic);
                    json.WriteString("type", "snapshot");
                    json.WriteNumber("cs", book.Version);
                    json.WriteNumber("ts", floor.Now.ToUnixTimeMilliseconds());
                    json.WriteObject("data", () => ticker.Write(json, book));
                }));
                break;
            case ["kline", var interval, _] when BybitInterval.Read(interval) is { } length:
                offer(Candle(topic, interval, floor.History.Candles(book.Listing.Instrument.Id, new(length, null, null, 1), floor.Now)[0]));
                break;
        }
    }

    private ReadOnlyMemory<byte> Candle(string topic, string interval, SandboxCandle candle) => BybitAnswers.Write(json =>
    {
        json.WriteString("topic", topic);
        json.WriteString("type", "snapshot");
        json.WriteNumber("ts", floor.Now.ToUnixTimeMilliseconds());
        json.WriteObjects("data", [candle], each =>
        {
            json.WriteNumber("start", each.OpensAt.ToUnixTimeMilliseconds());
            json.WriteNumber("end", each.EndsAt.ToUnixTimeMilliseconds() - 1);
            json.WriteString("interval", interval);
            json.WriteString("open", each.Open.ToString());
            json.WriteString("close", each.Close.ToString());
            json.WriteString("high", each.High.ToString());
            json.WriteString("low", each.Low.ToString());
            json.WriteString("volume", Decimals.Canonical(each.Volume));
            json.WriteString("turnover", Decimals.Canonical(each.Turnover));
            json.WriteBoolean("confirm", each.EndsAt <= floor.Now);
            json.WriteNumber("timestamp", floor.Now.ToUnixTimeMilliseconds());
        });
    });
}
