using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Server.Storage.Sqlite;
using Signalbox.Signals;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;

namespace Signalbox.Bench.Parts;

/// <summary>The steps that every order takes, each by itself.</summary>
internal sealed class PartsBench(BenchOptions options) : IBench
{
    private const int OpenOrders = 10_000;

    public string Name => "parts";

    private int Signals => options.Length == RunLength.Short ? 20_000 : 100_000;

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        var goals = new List<Goal>();
        Decide(goals);
        Gate(goals);
        Frame(goals);
        Stream(goals);
        await RecoverAsync(goals);
        goals.AddRange(await new CancelBench(options).RunAsync());
        return goals;
    }

    private static void Decide(List<Goal> goals)
    {
        var account = new AccountDriver();
        var entry = account.Signal(SignalAction.Buy, bracketed: true);
        var measured = Repeated.Of("Decide: an entry with stop and target", () => account.Look(entry));
        goals.Add(new("Decide for an entry with a bracket", measured.Microseconds, 5, "us"));
        goals.Add(new("the same, allocated", measured.Bytes / 1024, 2, "KB"));
    }

    private static void Gate(List<Goal> goals)
    {
        var limits = new ScopedLimits(RiskScope.Of(AccountDriver.Account), new(
            OrderNotionalMax: 1_000_000m, PositionNotionalMax: 10_000_000m, PositionQuantityMax: 1_000m, OpenOrdersMax: 100, OrdersPerMinuteMax: 100,
            OrdersPerDayMax: 10_000, PriceCollarPercent: 5m, DuplicateSeconds: 5));
        var use = new LimitUse { Position = new(1m), Buys = new(2m), OpenOrders = 3, OrdersInMinute = 4, OrdersToday = 5, SameBefore = TimeSpan.FromSeconds(30) };
        var order = new GatedOrder
        {
            Instrument = AccountDriver.Btc,
            Side = Side.Buy,
            Quantity = new(0.5m),
            Price = new(60_000m),
            Worst = new(60_100m),
            LastTrade = new(60_000m),
        };
        var measured = Repeated.Of("risk gate: every limit of one level", () => OrderGate.Judge(limits, use, order));
        goals.Add(new("risk gate", measured.Microseconds, 1, "us"));
    }

    private static void Frame(List<Goal> goals)
    {
        var account = new AccountDriver();
        var placed = account.Do(account.Signal(SignalAction.Buy)).Effects.OfType<Effect.Place>().Single().Order;
        account.Do(AccountDriver.Accepted(placed));
        var fill = AccountDriver.FillOf(placed);
        var frame = JsonSerializer.SerializeToUtf8Bytes(
            new LoopbackFrame(1, null, new()
            {
                TradeId = "1",
                OrderId = "1",
                ClientId = placed.Id.ToString(),
                Instrument = fill.Instrument,
                Side = fill.Side,
                Quantity = fill.Quantity,
                Price = fill.Price,
                Fee = fill.Fee,
                FeeCurrency = "USDT",
                At = fill.At,
            }, null),
            LoopbackJson.Default.LoopbackFrame);
        var measured = Repeated.Of("private frame: decoded, decided, applied", () =>
        {
            var read = JsonSerializer.Deserialize(frame, LoopbackJson.Default.LoopbackFrame)!;
            account.Look(new AccountCommand.Executed(LoopbackCodec.Decode(read.Fill!)));
        });
        goals.Add(new("private frame to state applied, p50", measured.Microseconds, 5, "us"));
    }

    private void Stream(List<Goal> goals)
    {
        var account = new AccountDriver();
        Trade(account, 2_000);
        var began = Stopwatch.GetTimestamp();
        Trade(account, Signals);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds * (100_000.0 / Signals);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Signals:N0} signals through one account, each accepted and filled: {seconds:0.00} s for 100,000"));
        goals.Add(new("100,000 signals through one account's state machine", seconds, 3, "s"));
    }

    private static void Trade(AccountDriver account, int signals)
    {
        for (var i = 0; i < signals; i++)
        {
            var decision = account.Do(account.Signal(i % 2 == 0 ? SignalAction.Buy : SignalAction.Exit));
            account.AcceptAndFill(decision.Effects.OfType<Effect.Place>().Single().Order);
        }
    }

    /// <summary>From the journal to knowing what became of every order, but for the time the venue takes to answer.</summary>
    private static async Task RecoverAsync(List<Goal> goals)
    {
        using var folder = new TemporaryFolder("recover");
        await using var journal = SqliteJournal.Open(new() { Folder = folder.Folder }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        var resting = await FillJournalAsync(journal);
        var taken = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var loaded = await AccountLoader.TakeOverAsync(journal, AccountDriver.Account, CancellationToken.None);
            var recovering = Account.Decide(loaded.State, new AccountCommand.Recover(AccountDriver.Profile), AccountDriver.Now);
            var picture = new AccountCommand.SnapshotArrived(VenueAnswer.Of(AccountDriver.Picture(resting)), [], AccountDriver.Now);
            var recovered = Account.Decide(recovering.State, picture, AccountDriver.Now);
            taken.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            if (recovered.State.Reconciling || recovered.State.Orders.Values.Count(order => !order.State.IsTerminal) != OpenOrders)
            {
                throw new InvalidOperationException("The account did not recover its open orders.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  recovery of {OpenOrders:N0} open orders: {Samples.Median(taken):0.00} s"));
        goals.Add(new("recovery of an account with 10,000 open orders", Samples.Median(taken), 2, "s"));
    }

    private static async Task<IReadOnlyList<OrderReport>> FillJournalAsync(SqliteJournal journal)
    {
        var account = new AccountDriver();
        var owned = await journal.TakeOwnershipAsync(StreamId.Account(AccountDriver.Account), CancellationToken.None);
        var version = 0L;
        await AppendAsync(account.First);
        for (var i = 0; i < OpenOrders; i++)
        {
            var taken = account.Do(account.Signal(SignalAction.Buy, limit: new(50_000m + (i % 1_000))));
            var accepted = account.Do(AccountDriver.Accepted(taken.Effects.OfType<Effect.Place>().Single().Order));
            await AppendAsync([.. taken.Events, .. accepted.Events]);
        }

        return [.. account.State.Orders.Values.Select(AccountDriver.Resting)];

        async Task AppendAsync(IReadOnlyList<AccountEvent> events)
        {
            await journal.AppendAsync([new()
            {
                Stream = owned.Stream,
                ExpectedVersion = version,
                Epoch = owned.Epoch,
                Events = [.. events.Select(each => AccountCodec.Events.Write(each, AccountDriver.Now))],
            }], CancellationToken.None);
            version += events.Count;
        }
    }
}
