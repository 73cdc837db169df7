using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>Draws signals that make sense, with every field the canonical form has.</summary>
internal sealed class RandomSignals(int seed)
{
    private static readonly string[] Names =
        ["BTCUSDT", "BINANCE:BTCUSDT.P", "SPY 240510C68", "MNQ1!", "buy", "50%", "day", "r1%", "a\"b\\c", "x;y#z", "line\nbreak", "ünïcode “q”", "@at", "binance", "{brace", "-1", "&", "to,", ",", "1INCHUSDT"];

    private static readonly JsonElement Notes = JsonDocument.Parse("""{"a":"} \"x\" \\","b":[1,{"c":null}],"d;#":"é"}""").RootElement.Clone();
    private readonly Random random = new(seed);

    public Signal Next()
    {
        var action = Any<SignalAction>();
        var isOrder = action is SignalAction.Buy or SignalAction.Sell or SignalAction.Exit or SignalAction.Add or SignalAction.Reverse or SignalAction.Target;
        var targets = isOrder || action == SignalAction.Protect ? Maybe(TakeProfit) : null;
        return new()
        {
            Ticker = Name(),
            Action = action,
            Account = Maybe(Name),
            Sentiment = MaybeValue(Any<Sentiment>),
            Size = Maybe(() => new SizeTerms { Quantity = Positive(), Type = Any<QuantityType>() }),
            Order = isOrder ? Maybe(Order) : null,
            TimeInForce = MaybeValue(Any<TimeInForce>),
            TakeProfit = targets,
            StopLoss = action == SignalAction.Protect && targets is null ? StopLoss() : isOrder || action == SignalAction.Protect ? Maybe(StopLoss) : null,
            SignalPrice = MaybeValue(Price),
            CancelOpenOrders = MaybeValue(Coin),
            IncludeProtection = action == SignalAction.Cancel && Coin(),
            CancelOrderType = action == SignalAction.Cancel ? MaybeValue(Any<OrderType>) : null,
            TargetPosition = action == SignalAction.Target ? new Quantity(Coin() ? -Positive() : Coin() ? 0 : Positive()) : null,
            BreakevenOffset = action == SignalAction.Breakeven ? MaybeValue(Positive) : null,
            Timing = Maybe(Timing),
            Guards = Maybe(Guards),
            ReduceOnly = Coin(),
            Leverage = MaybeValue(() => (decimal)random.Next(1, 100)),
            ExtendedHours = MaybeValue(Coin),
            CancelGroup = Maybe(Name),
            AfterFillOf = Maybe(Name),
            Option = Maybe(Option),
            IsTest = Coin(),
            ExplicitId = Maybe(Name),
            SentAt = MaybeValue(Time),
            SenderOrderId = Maybe(Name),
            Interval = Maybe(Name),
            Extras = MaybeValue(() => Notes),
        };
    }

    private OrderTerms Order()
    {
        var type = Any<OrderType>();
        var byPercent = Coin();
        return new()
        {
            Type = type,
            LimitPrice = type is OrderType.Limit or OrderType.StopLimit ? MaybeValue(Price) : null,
            StopPrice = type is OrderType.Stop or OrderType.StopLimit ? MaybeValue(Price) : null,
            TrailPercent = type == OrderType.TrailingStop && byPercent ? Positive() : null,
            TrailAmount = type == OrderType.TrailingStop && !byPercent ? Positive() : null,
            PostOnly = type is OrderType.Limit or OrderType.StopLimit && Coin(),
            VisibleQuantity = MaybeValue(() => new Quantity(Positive())),
            QuotePrice = MaybeValue(Any<QuotePrice>),
        };
    }

    private StopLossTerms StopLoss()
    {
        var type = Any<StopLossType>();
        var isTrailing = type == StopLossType.TrailingStop;
        var level = isTrailing ? random.Next(5) : random.Next(4);
        var trail = isTrailing && (level is not (1 or 2) || Coin()) ? random.Next(1, 3) : 0;
        var after = random.Next(3);
        var from = isTrailing ? random.Next(3) : 0;
        return new()
        {
            Type = type,
            StopPrice = level == 0 ? Price() : null,
            Percent = level == 1 ? Positive() : null,
            Amount = level == 2 ? Positive() : null,
            LossAmount = level == 3 ? new Money(Positive()) : null,
            LimitPrice = type == StopLossType.StopLimit ? MaybeValue(Price) : null,
            TrailAmount = trail == 1 ? Positive() : null,
            TrailPercent = trail == 2 ? Positive() : null,
            TrailFromPercent = from == 1 ? Positive() : null,
            TrailFromPrice = from == 2 ? Price() : null,
            BreakevenAfterTarget = after,
            BreakevenOffset = after > 0 ? MaybeValue(() => Coin() ? Positive() : -Positive()) : null,
        };
    }

    private TakeProfitTerms TakeProfit()
    {
        var count = random.Next(1, 4);
        return new() { Targets = ValueList.Create<TargetTerms>([.. Enumerable.Range(0, count).Select(_ => Target(count))]) };
    }

    private TargetTerms Target(int count)
    {
        var level = random.Next(4);
        return new()
        {
            LimitPrice = level == 0 ? Price() : null,
            Percent = level == 1 ? Positive() : null,
            Amount = level == 2 ? Positive() : null,
            ProfitAmount = level == 3 ? new Money(Positive()) : null,
            SharePercent = MaybeValue(() => Math.Round(100m / count, 2, MidpointRounding.ToZero)),
        };
    }

    private SignalTiming? Timing()
    {
        var timing = new SignalTiming
        {
            CancelAfterSeconds = MaybeValue(() => (decimal)random.Next(1, 3600)),
            DelaySeconds = MaybeValue(() => random.Next(0, 36000) / 10m),
            MaxLagSeconds = MaybeValue(() => (decimal)random.Next(1, 3600)),
            GoodTill = MaybeValue(Time),
            IgnoreTradingWindows = Coin(),
        };
        return timing == new SignalTiming() ? null : timing;
    }

    private SignalGuards? Guards()
    {
        var guards = new SignalGuards
        {
            SpreadMax = MaybeValue(Positive),
            SpreadPercentMax = MaybeValue(Positive),
            SlippagePercentMax = MaybeValue(Positive),
            RequiredPosition = MaybeValue(Any<RequiredPosition>),
        };
        return guards == new SignalGuards() ? null : guards;
    }

    private OptionTerms? Option()
    {
        var option = new OptionTerms
        {
            Right = MaybeValue(Any<OptionRight>),
            Moneyness = MaybeValue(Any<Moneyness>),
            Expiration = Maybe(() => Coin() ? "2026-05-08" : "+6 months"),
            StrikeCount = MaybeValue(() => random.Next(1, 50)),
            StrikesAway = MaybeValue(() => random.Next(0, 50)),
            StrikePrice = MaybeValue(Price),
        };
        return option == new OptionTerms() ? null : option;
    }

    private bool Coin() => random.Next(2) == 0;

    private T Any<T>()
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[random.Next(all.Length)];
    }

    private string Name() => Names[random.Next(Names.Length)];

    private decimal Positive() => new(random.Next(1, int.MaxValue), random.Next(0, 100), 0, false, (byte)random.Next(0, 12));

    private Price Price() => new(Positive());

    private DateTimeOffset Time() => new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.FromHours(random.Next(-12, 14))).AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 300));

    private T? Maybe<T>(Func<T?> draw)
        where T : class => Coin() ? draw() : null;

    private T? MaybeValue<T>(Func<T> draw)
        where T : struct => Coin() ? draw() : null;
}
