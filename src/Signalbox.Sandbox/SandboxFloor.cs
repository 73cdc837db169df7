using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox;

/// <summary>
/// What every sandbox exchange trades on: the engine, a market that is set or drifts, an account for each key, and all orders
/// there ever were. One caller at a time; who joins is told under the same lock and must return at once.
/// </summary>
public sealed class SandboxFloor : ILedgerSink
{
    private readonly Lock trading = new();
    private readonly TimeProvider clock;
    private readonly SandboxOptions options;
    private readonly SandboxVenue venue;
    private readonly MatchingEngine engine;
    private readonly Dictionary<InstrumentId, (MarketMaker Maker, PricePath Path)> markets = [];
    private readonly Dictionary<string, SandboxAccount> byKey = new(StringComparer.Ordinal);
    private readonly List<Action<Happening>> listeners = [];
    private readonly List<Action<InstrumentId>> watchers = [];

    public SandboxFloor(SandboxOptions options, SandboxVenue venue, TimeProvider clock)
    {
        this.clock = clock;
        this.options = options;
        this.venue = venue;
        engine = new(venue.Rules, venue.Instruments.Select(instrument => instrument.ListingFor(venue.Fees) with { FeeInReceived = venue.FeeInReceived }), this);
        var house = engine.Open(new AccountId("house"), new(FundsMode.House, new Dictionary<string, Money>()), Now);
        foreach (var instrument in venue.Instruments)
        {
            var maker = new MarketMaker(engine, house, engine.Book(instrument.Instrument.Id), instrument.Quotes);
            var path = instrument.PathFor(options.Seed);
            maker.WalkTo(path.At(Now), Now);
            markets.Add(instrument.Instrument.Id, (maker, path));
        }

        foreach (var key in options.Keys)
        {
            byKey.Add(key.Key, new(key, engine.Open(new AccountId(key.Key), new(venue.Accounts, options.Balances), Now)));
        }

        History = new(venue.Instruments.Select(each => (each.Instrument, markets[each.Instrument.Id].Path)), options.Drifts, Now);
    }

    public SandboxLedger Ledger { get; } = new();

    public SandboxHistory History { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Instrument> Instruments => [.. venue.Instruments.Select(instrument => instrument.Instrument)];

    public SandboxAccount? Find(string key) => byKey.GetValueOrDefault(key);

    public Ruling Place(SandboxAccount account, OrderTerms terms) => Locked(now => RefuseFull() ?? engine.Place(account.Trading, terms, now));

    public Ruling PlacePair(SandboxAccount account, OrderTerms stop, OrderTerms target) =>
        Locked(now => RefuseFull() ?? engine.PlacePair(account.Trading, stop, target, now));

    public Ruling Amend(SandboxAccount account, Order order, Amendment amendment) =>
        Locked(now => engine.Amend(account.Trading, order.Number, amendment, now));

    public Ruling Cancel(SandboxAccount account, Order order) => Locked(now => engine.Cancel(account.Trading, order.Number, now));

    /// <summary>Reads something as one picture.</summary>
    public T Read<T>(Func<DateTimeOffset, T> read) => Locked(read);

    public OrderBook? Book(InstrumentId instrument) => engine.Listings.ContainsKey(instrument) ? engine.Book(instrument) : null;

    /// <summary>What the instrument's market was lately; read it as part of a picture.</summary>
    internal SandboxTape Tape(InstrumentId instrument) => new(History, instrument);

    /// <summary>Walks the market to a price, through every order on the way; false for what is not traded.</summary>
    public bool SetPrice(InstrumentId instrument, Price price) => Locked(now =>
    {
        if (!markets.TryGetValue(instrument, out var market))
        {
            return false;
        }

        market.Maker.WalkTo(Rounding.Down(price, market.Maker.Book.Listing.Instrument.TickSize), now);
        NotePrice(instrument, now);
        watchers.ForEach(watcher => watcher(instrument));
        return true;
    });

    /// <summary>Time passes: orders expire, and a drifting market moves.</summary>
    public void Tick() => Locked(now =>
    {
        engine.Expire(now);
        foreach (var (instrument, market) in markets)
        {
            market.Maker.WalkTo(options.Drifts ? market.Path.At(now) : market.Maker.Mid!.Value, now);
            NotePrice(instrument, now);
            watchers.ForEach(watcher => watcher(instrument));
        }

        return true;
    });

    /// <summary>Is told of everything that happens to any account, until it leaves.</summary>
    public IDisposable Join(Action<Happening> listener) => Join(listeners, listener);

    /// <summary>Is told whenever a quote may have changed, until it leaves.</summary>
    public IDisposable Watch(Action<InstrumentId> watcher) => Join(watchers, watcher);

    public void Happened(in Happening happening)
    {
        if (happening is { Event: OrderAccepted, Order: { } order })
        {
            Ledger.Add(order);
        }

        if (happening.Event is OrderFilled fill)
        {
            History.Note(fill, happening.At);
        }

        foreach (var listener in listeners)
        {
            listener(happening);
        }
    }

    private void NotePrice(InstrumentId instrument, DateTimeOffset now)
    {
        if (engine.Book(instrument).Last is { } last)
        {
            History.Note(instrument, last, now);
        }
    }

    private Ruling? RefuseFull() => Ledger.Count >= options.OrdersMax
        ? new Ruling(null, new(Venues.RejectReason.Other, $"The sandbox holds {options.OrdersMax} orders, which is the most it keeps. Start it again."))
        : null;

    private Leaving Join<T>(List<T> those, T one)
    {
        lock (trading)
        {
            those.Add(one);
        }

        return new(() =>
        {
            lock (trading)
            {
                those.Remove(one);
            }
        });
    }

    private T Locked<T>(Func<DateTimeOffset, T> work)
    {
        lock (trading)
        {
            return work(Now);
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

/// <summary>A key and the account it trades.</summary>
public sealed record SandboxAccount(SandboxKey Key, Account Trading);
