using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Xunit;

namespace Signalbox.Tests.Sandbox;

public sealed class SandboxHistoryTests
{
    private static readonly InstrumentId Bitcoin = new("BTCUSDT");

    [Fact]
    public async Task Candles_AreThereFromTheBeginning_AndHoldWhatThePriceDid()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "binance" });
        server.Floor.SetPrice(Bitcoin, new(90_000m));
        server.Floor.SetPrice(Bitcoin, new(70_000m));

        var candles = server.Floor.Read(now => server.Floor.History.Candles(Bitcoin, new(TimeSpan.FromHours(1), null, null, 24), now.AddMilliseconds(1)));

        Assert.Equal(24, candles.Count);
        Assert.All(candles.Zip(candles.Skip(1)), pair => Assert.Equal(pair.First.EndsAt, pair.Second.OpensAt));
        Assert.Equal((new Price(90_000m), new Price(70_000m)), (candles[^1].High, candles[^1].Close));
        Assert.All(candles, candle => Assert.True(candle.Low <= candle.Open && candle.Open <= candle.High && candle.Low <= candle.Close && candle.Close <= candle.High));
    }

    [Fact]
    public async Task Candles_FromATimeOn_BeginWithTheFirstThatOpensThen()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "binance" });
        var from = new DateTimeOffset(2026, 1, 5, 12, 30, 0, TimeSpan.Zero);

        var candles = server.Floor.Read(now => server.Floor.History.Candles(Bitcoin, new(TimeSpan.FromDays(7), from, from.AddDays(20), 100), now));

        Assert.Equal([new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 19, 0, 0, 0, TimeSpan.Zero)], candles.Select(candle => candle.OpensAt));
    }

    [Theory]
    [InlineData(0, "2026-02-01T00:00:00Z")]
    [InlineData(8, "2026-01-31T16:00:00Z")]
    public void Months_BeginWhereTheirDaysDo(int hours, string opensAt) => Assert.Equal(
        DateTimeOffset.Parse(opensAt, System.Globalization.CultureInfo.InvariantCulture),
        new CandleQuery(CandleQuery.Month, null, null, 1) { Shift = TimeSpan.FromHours(hours) }.OpeningOf(new(2026, 2, 14, 9, 0, 0, TimeSpan.Zero)));
}
