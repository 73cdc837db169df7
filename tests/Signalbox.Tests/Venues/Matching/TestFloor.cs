using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Tests.Venues.Matching;

/// <summary>An engine with a few instruments and everything it told.</summary>
internal sealed class TestFloor : ILedgerSink
{
    public static readonly DateTimeOffset Start = new(2025, 1, 6, 12, 0, 0, TimeSpan.Zero);

    public static readonly Listing Perpetual = Listing.Of(new()
    {
        Id = new("PERP"),
        Kind = InstrumentKind.LinearPerpetual,
        AssetClass = AssetClass.Crypto,
        Base = "BTC",
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(1m),
        LotSize = new(1m),
        MinQuantity = new(1m),
    }, makerFeeRate: 0.0002m, takerFeeRate: 0.0005m);

    public static readonly Listing Stock = Listing.Of(new()
    {
        Id = new("STOCK"),
        Kind = InstrumentKind.Stock,
        AssetClass = AssetClass.Stocks,
        Base = "STOCK",
        Quote = "USD",
        Settle = "USD",
        TickSize = new(0.01m),
        LotSize = new(1m),
        MinQuantity = new(1m),
        Shortable = false,
    }, makerFeeRate: 0m, takerFeeRate: 0m);

    public static readonly Listing Spot = Listing.Of(new()
    {
        Id = new("SPOT"),
        Kind = InstrumentKind.Spot,
        AssetClass = AssetClass.Crypto,
        Base = "BTC",
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(1m),
        LotSize = new(0.001m),
        MinQuantity = new(0.001m),
    }, makerFeeRate: 0.001m, takerFeeRate: 0.001m);

    private readonly Action<Happening>? onHappening;
    private int ids;

    public TestFloor(EngineRules? rules = null, Action<Happening>? onHappening = null)
    {
        this.onHappening = onHappening;
        Engine = new(rules ?? new(), [Perpetual, Stock, Spot, Spot with { Instrument = Spot.Instrument with { Id = new("BASEFEE") }, FeeInReceived = true }], this);
    }

    public MatchingEngine Engine { get; }

    public List<Happening> Told { get; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public OrderBook Book => Engine.Book(Perpetual.Instrument.Id);

    public Account Open(string name, FundsMode mode = FundsMode.Margin, decimal usdt = 1_000_000m, decimal btc = 0m) =>
        Engine.Open(new AccountId(name), new(mode, new Dictionary<string, Money> { ["USDT"] = new(usdt), ["BTC"] = new(btc), ["USD"] = new(usdt) }), Now);

    public Ruling Place(Account account, OrderTerms terms) => Engine.Place(account, terms, Now);

    public Order Limit(Account account, Side side, decimal quantity, decimal price, Func<OrderTerms, OrderTerms>? with = null)
    {
        var terms = Terms(side, OrderType.Limit, quantity) with { LimitPrice = new(price) };
        return Accepted(Place(account, with?.Invoke(terms) ?? terms));
    }

    public Order Market(Account account, Side side, decimal quantity, Func<OrderTerms, OrderTerms>? with = null)
    {
        var terms = Terms(side, OrderType.Market, quantity);
        return Accepted(Place(account, with?.Invoke(terms) ?? terms));
    }

    public Order Stop(Account account, Side side, decimal quantity, decimal stop, Func<OrderTerms, OrderTerms>? with = null)
    {
        var terms = Terms(side, OrderType.Stop, quantity) with { StopPrice = new(stop) };
        return Accepted(Place(account, with?.Invoke(terms) ?? terms));
    }

    public OrderTerms Terms(Side side, OrderType type, decimal quantity) => new()
    {
        ClientId = $"id-{++ids}",
        Instrument = Perpetual.Instrument.Id,
        Side = side,
        Type = type,
        Quantity = new(quantity),
    };

    /// <summary>Two accounts trade one lot at a price, to move the last price there.</summary>
    public void TradeAt(decimal price)
    {
        var maker = Engine.Find(new("maker-of-price")) ?? Open("maker-of-price");
        var taker = Engine.Find(new("taker-of-price")) ?? Open("taker-of-price");
        Limit(maker, Side.Sell, 1, price);
        Limit(taker, Side.Buy, 1, price);
    }

    public void Happened(in Happening happening)
    {
        Told.Add(happening);
        onHappening?.Invoke(happening);
    }

    public IEnumerable<TEvent> EventsOf<TEvent>(Account account)
        where TEvent : LedgerEvent =>
        Told.Where(happening => happening.Account == account).Select(happening => happening.Event).OfType<TEvent>();

    /// <summary>A second account, folded from what was told of the first.</summary>
    public Account Replay(Account account)
    {
        var copy = new Account(account.Id, Engine.Rules, Engine.Listings);
        foreach (var happening in Told.Where(happening => happening.Account == account))
        {
            copy.Apply(happening.Event, happening.At);
        }

        return copy;
    }

    private static Order Accepted(Ruling ruling) =>
        ruling.Order ?? throw new InvalidOperationException($"Refused: {ruling.Refusal!.Message}");
}
