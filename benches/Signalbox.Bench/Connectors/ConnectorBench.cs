using System.Diagnostics;
using System.Text;
using Signalbox.Bench.Measuring;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Bench.Connectors;

/// <summary>What the connector kit costs on one core: an order made ready, a frame read, a book kept, a limit asked.</summary>
internal sealed class ConnectorBench(BenchOptions options) : IBench
{
    public string Name => "connectors";

    private int Rounds => options.Length == RunLength.Short ? 50_000 : 500_000;

    public Task<IReadOnlyList<Goal>> RunAsync()
    {
        var goals = new List<Goal>();
        goals.AddRange(Order());
        goals.AddRange(Frame());
        goals.AddRange(Book());
        goals.AddRange(Limiter());
        return Task.FromResult<IReadOnlyList<Goal>>(goals);
    }

    private Goal[] Order()
    {
        using var signer = new BinanceSigner("key", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");
        var requests = new BinanceSpotRequests(signer);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var order = new PlaceOrder
        {
            Id = new(UInt128.MaxValue / 3),
            Instrument = new("BTCUSDT"),
            Side = Side.Buy,
            Type = OrderType.Limit,
            Quantity = new(0.015m),
            LimitPrice = new(84_000.5m),
            IntendedAt = now,
            SendBy = now.AddSeconds(3),
        };
        var payload = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.015&price=84000.5&newClientOrderId=55555555555555555555555555555555&recvWindow=3000&timestamp=1767225600000";
        var (digest, _) = Measure(() => signer.Sign(payload));
        var (whole, bytes) = Measure(() => requests.Place(order, SigningTime.Of(order, TimeSpan.Zero)));
        return
        [
            new("build and serialise an order, without the digest", Math.Max(0, whole - digest), 2, "us"),
            new("allocated for it", bytes, 1_024, "bytes"),
        ];
    }

    private Goal[] Frame()
    {
        var frame = Encoding.UTF8.GetBytes(
            """{"subscriptionId":0,"event":{"e":"executionReport","E":1499405658658,"s":"ETHBTC","c":"55555555555555555555555555555555","S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"0.10264410","P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":4293153,"l":"1.00000000","z":"1.00000000","L":"0.10264410","n":"0.001","N":"BNB","T":1499405658657,"t":17,"I":8641984,"w":false,"m":false,"M":false,"O":1499405658657,"Z":"0.10264410","Y":"0.10264410","Q":"0.00000000","V":"NONE"}}""");
        var (time, _) = Measure(() => BinanceSpotEvents.Read(frame));
        return [new("private frame to typed events", time, 2, "us")];
    }

    private Goal[] Book()
    {
        var book = new OrderBookBuilder(new("BTCUSDT"));
        for (var level = 0; level < 500; level++)
        {
            book.Set(Side.Buy, 84_000m - level, 1m);
            book.Set(Side.Sell, 84_001m + level, 1m);
        }

        var changes = Enumerable.Range(0, 64).Select(index => Encoding.UTF8.GetBytes(
            $$"""{"e":"depthUpdate","E":1672515782136,"s":"BTCUSDT","U":{{index}},"u":{{index}},"b":[["{{84_000 - (index % 20)}}.5","{{index % 3}}"]],"a":[["{{84_001 + (index % 20)}}.5","{{(index + 1) % 3}}"]]}""")).ToArray();
        var next = 0;
        var (time, bytes) = Measure(() =>
        {
            var change = changes[next++ % changes.Length];
            BinanceBooks.Apply(change, book);
            return BinanceBooks.Step(change);
        });
        return
        [
            new("book deltas a second, from bytes", 2_000_000 / time, 600_000, "1/s", Most: false),
            new("allocated for each", bytes, 0, "bytes"),
        ];
    }

    private Goal[] Limiter()
    {
        var limiter = new RateLimiter(TimeProvider.System, new());
        var subject = new RateSubject("bench");
        RateCost[] costs = [new(RateWindow.Sliding("a", RateScope.Account, 1e12, TimeSpan.FromSeconds(10)), 1), new(RateWindow.Sliding("b", RateScope.Address, 1e12, TimeSpan.FromMinutes(1)), 1)];
        var (time, _) = Measure(() => limiter.Take(costs, subject, RateLane.Entry));
        return [new("orders a second through the limiter", 1_000_000 / time, 10_000, "1/s", Most: false)];
    }

    /// <summary>Microseconds and bytes of one call, the best of five rounds.</summary>
    private (double Microseconds, double Bytes) Measure<T>(Func<T> work)
    {
        var best = double.MaxValue;
        var bytes = 0.0;
        for (var round = 0; round < 6; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var since = Stopwatch.GetTimestamp();
            for (var index = 0; index < Rounds; index++)
            {
                work();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(since).TotalMicroseconds / Rounds);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds;
        }

        return (best, Math.Floor(bytes));
    }
}
