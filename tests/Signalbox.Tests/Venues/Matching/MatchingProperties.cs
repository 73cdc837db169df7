using FsCheck;
using FsCheck.Fluent;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

/// <summary>What must hold after any sequence of requests; each sequence is drawn, and shrunk when it fails.</summary>
public sealed class MatchingProperties
{
    private const int Accounts = 4;
    private const decimal Middle = 100m;

    private static readonly Gen<Move> Moves =
        from kind in Gen.Choose(0, 99)
        from who in Gen.Choose(0, Accounts - 1)
        from side in Gen.Choose(0, 1)
        from away in Gen.Choose(-4, 4)
        from size in Gen.Choose(1, 9)
        from flags in Gen.Choose(0, 255)
        select new Move(kind, who, side == 0 ? Side.Buy : Side.Sell, away, size, flags);

    private static readonly Arbitrary<Move[]> Sequences = Arb.From(Moves.ArrayOf(120), Shrink);

    private static readonly OrderType[] Types =
    [
        OrderType.Limit, OrderType.Limit, OrderType.Limit, OrderType.Limit, OrderType.Limit, OrderType.Limit,
        OrderType.Market, OrderType.Market, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop,
    ];

    private static readonly TimeInForce[] Lives =
    [
        TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtd, TimeInForce.Ioc, TimeInForce.Fok,
    ];

    private readonly HashSet<string> met = [];

    [Fact]
    public void AnySequence_OnMargin_KeepsEveryInvariant()
    {
        Check.One(Draws, Prop.ForAll(Sequences, moves => Run(FundsMode.Margin, moves)));
        MetAll(nameof(OrderFilled), nameof(OrderTriggered), nameof(StopTrailed), nameof(OrderReplenished), nameof(OrderAmended), nameof(OrderExpired));
        MetAll([.. Enum.GetNames<CancelReason>().Except([nameof(CancelReason.WouldTakeLiquidity)])]);
    }

    [Fact]
    public void AnySequence_OnSpot_KeepsEveryInvariant()
    {
        Check.One(Draws, Prop.ForAll(Sequences, moves => Run(FundsMode.Spot, moves)));
        MetAll(nameof(OrderFilled), nameof(OrderTriggered), nameof(StopTrailed), nameof(OrderReplenished), nameof(OrderAmended), nameof(OrderExpired));
        MetAll([.. Enum.GetNames<CancelReason>().Except([nameof(CancelReason.WouldTakeLiquidity), nameof(CancelReason.NothingToReduce), nameof(CancelReason.InsufficientFunds)])]);
    }

    private static Config Draws => Config.QuickThrowOnFailure.WithMaxTest(300);

    // A property proves nothing of what its draws never reach.
    private void MetAll(params string[] names) => Assert.Empty(names.Except(met));

    private void Run(FundsMode mode, Move[] moves)
    {
        var watch = new TradeWatch();
        var floor = new TestFloor(onHappening: watch.Happened);
        var accounts = Enumerable.Range(0, Accounts).Select(index => floor.Open($"a{index}", mode, usdt: Cash(mode, index), btc: 15m)).ToArray();
        var laws = new LedgerLaws(floor, accounts, mode);
        foreach (var move in moves)
        {
            floor.Now += TimeSpan.FromSeconds(1);
            Apply(floor, accounts[move.Who], mode, move);
            laws.Check();
        }

        watch.EveryTradeHasTwoSides();
        laws.CheckFolds();
        met.UnionWith(floor.Told.Select(happening => happening.Event is OrderCancelled cancelled ? cancelled.Reason.ToString() : happening.Event.GetType().Name));
    }

    // Little enough that funds run short too.
    private static decimal Cash(FundsMode mode, int index) => (mode, index) switch
    {
        (FundsMode.Spot, _) => 600m,
        (_, 0) => 40m,
        _ => 1_000m,
    };

    private static void Apply(TestFloor floor, Account account, FundsMode mode, Move move)
    {
        var open = account.OpenOrders.OrderBy(order => order.Number).ToArray();
        switch (move.Kind)
        {
            case < 12 when open.Length > 0:
                floor.Engine.Cancel(account, open[move.Size % open.Length].Number, floor.Now);
                break;
            case < 24 when open.Length > 0:
                Amend(floor, account, open[move.Size % open.Length], move);
                break;
            case < 27:
                floor.Engine.Expire(floor.Now);
                break;
            default:
                floor.Place(account, Terms(floor, mode, move));
                break;
        }
    }

    private static void Amend(TestFloor floor, Account account, Order order, Move move)
    {
        var price = new Price(Middle + move.Away);
        floor.Engine.Amend(account, order.Number, new(
            new(move.Size),
            order.LimitPrice is not null && (move.Flags & 1) != 0 ? price : null,
            order.IsDormant && (move.Flags & 2) != 0 ? price : null), floor.Now);
    }

    private static OrderTerms Terms(TestFloor floor, FundsMode mode, Move move)
    {
        var type = Types[move.Kind % Types.Length];
        var isLimit = type is OrderType.Limit or OrderType.StopLimit;
        var life = Lives[move.Flags % Lives.Length];
        return floor.Terms(move.Side, type, move.Size) with
        {
            Instrument = mode == FundsMode.Spot ? TestFloor.Spot.Instrument.Id : TestFloor.Perpetual.Instrument.Id,
            LimitPrice = isLimit ? new(Middle + move.Away) : null,
            StopPrice = type is OrderType.Stop or OrderType.StopLimit ? new(Middle + (move.Side.Sign * Math.Abs(move.Away))) : null,
            Trail = type == OrderType.TrailingStop ? new(1 + Math.Abs(move.Away), false) : null,
            TimeInForce = life,
            ExpiresAt = life == TimeInForce.Gtd ? floor.Now + TimeSpan.FromSeconds(move.Size) : null,
            ReduceOnly = mode == FundsMode.Margin && move.Flags / 8 % 4 == 0,
            PostOnly = type == OrderType.Limit && life == TimeInForce.Gtc && move.Flags / 8 % 8 == 1,
            Display = type == OrderType.Limit && move.Flags / 8 % 4 == 2 ? new(Math.Max(1, move.Size / 3)) : null,
            OcoGroup = move.Flags / 32 % 4 == 3 ? $"group-{move.Size % 3}" : null,
        };
    }

    private static IEnumerable<Move[]> Shrink(Move[] moves)
    {
        for (var length = moves.Length / 2; length > 0; length /= 2)
        {
            for (var from = 0; from + length <= moves.Length; from += length)
            {
                yield return [.. moves[..from], .. moves[(from + length)..]];
            }
        }
    }

    internal sealed record Move(int Kind, int Who, Side Side, int Away, int Size, int Flags);
}
