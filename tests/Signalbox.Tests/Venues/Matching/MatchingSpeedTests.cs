using System.Diagnostics;
using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

[Collection(nameof(Alone))]
public sealed class MatchingSpeedTests(ITestOutputHelper output)
{
    private const int Orders = 200_000;

    /// <summary>
    /// Limits around the middle, most of which trade. The bound is a fraction of what is measured, so that only a change of
    /// kind fails on a machine that is busy with other tests.
    /// </summary>
    [Fact]
    public void Engine_MatchesOrders_FarFasterThanAccountsSendThem()
    {
        Run(Orders / 10);
        var watch = Stopwatch.StartNew();
        var fills = Run(Orders);

        var perSecond = Orders / watch.Elapsed.TotalSeconds;
        output.WriteLine($"{perSecond:N0} orders/s, {fills / watch.Elapsed.TotalSeconds:N0} fills/s");
        Assert.True(fills > Orders / 2);
        Assert.True(perSecond > 5_000, $"only {perSecond:N0} orders/s");
    }

    private static int Run(int orders)
    {
        var sink = new CountingSink();
        var engine = new MatchingEngine(new() { OpenOrdersMax = int.MaxValue }, [TestFloor.Perpetual], sink);
        var accounts = Enumerable.Range(0, 16).Select(index =>
            engine.Open(new Signalbox.Identity.AccountId($"a{index}"), new(FundsMode.Margin, new Dictionary<string, Money> { ["USDT"] = new(1e12m) }), TestFloor.Start)).ToArray();
        var random = new Random(7);
        for (var i = 0; i < orders; i++)
        {
            var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            engine.Place(accounts[random.Next(accounts.Length)], new()
            {
                ClientId = ((UInt128)i).ToString("x32", CultureInfo.InvariantCulture),
                Instrument = TestFloor.Perpetual.Instrument.Id,
                Side = side,
                Type = OrderType.Limit,
                Quantity = new(random.Next(1, 10)),
                LimitPrice = new(10_000 + (side.Sign * random.Next(-20, 20))),
            }, TestFloor.Start);
        }

        return sink.Fills;
    }

    private sealed class CountingSink : ILedgerSink
    {
        public int Fills { get; private set; }

        public void Happened(in Happening happening) => Fills += happening.Event is OrderFilled ? 1 : 0;
    }
}
