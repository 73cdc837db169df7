using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Native;

/// <summary>
/// One account at a venue, as it is everywhere: an adapter brings how requests are put (<see cref="VenueRest"/>) and what
/// its streams say; connections, memory, instruments and the picture of the account are kept here.
/// </summary>
public abstract class NativeVenue : IVenue, IVenueDesk
{
    private readonly NativeOptions options;
    private readonly string account;
    private readonly RateLimiter limiter;
    private readonly OrderMemory memory = new();
    private readonly CancellationTokenSource ending = new();
    private readonly List<IDisposable> owned = [];
    private VenueRest rest = null!;
    private ILiveQuotes quotes = null!;
    private VenuePicture picture = null!;
    private InstrumentCache instruments = null!;
    private Task keeping = Task.CompletedTask;

    /// <param name="venue">Its name, for people.</param>
    /// <param name="account">Sets the account apart from others that share the limiter: its key.</param>
    /// <param name="limiter">Shared by all accounts that leave from the same address.</param>
    private protected NativeVenue(string venue, NativeOptions options, string account, RateLimiter limiter, TimeProvider clock)
    {
        this.options = options;
        this.account = account;
        this.limiter = limiter;
        Clock = clock;
        State = new(venue, clock);
        // The waits of accounts that lose their lines together are spread.
        Streams = new() { Route = options.Route, Seed = account.GetHashCode(StringComparison.Ordinal) };
    }

    public abstract VenueCapabilities Capabilities { get; }

    public IMarketData Market => quotes;

    public ConnectionHealth Health => State.Health;

    public IReadOnlyList<LimitHeadroom> Headroom => limiter.Headroom();

    public TimeSpan? ClockOffset => State.Clock.RoundTrip == TimeSpan.Zero ? null : State.Clock.Offset;

    private protected TimeProvider Clock { get; }

    private protected VenueLineState State { get; }

    private protected OrderMemory Memory => memory;

    private protected VenueStreamOptions Streams { get; }

    /// <summary>What the person can do about a key that may not trade, at this venue.</summary>
    protected abstract string MayNotTrade { get; }

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => instruments.AllAsync(cancel);

    public async Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel)
    {
        memory.Use(order.Instrument);
        return Remembered(order, await rest.PlaceAsync(order, cancel));
    }

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel)
    {
        memory.Use(pair.Stop.Instrument);
        return rest.PlacePairAsync(pair, cancel);
    }

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => rest.AmendAsync(amendment, cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => rest.CancelAsync(cancellation, cancel);

    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var evidence = await rest.QueryAsync(query, cancel);
        if (evidence is OrderEvidence.Found found)
        {
            memory.Note(found.Report);
        }

        return evidence;
    }

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) => picture.SnapshotAsync(fillsSince, cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel)
    {
        quotes.Want(instrument);
        return rest.QuoteAsync(instrument, cancel);
    }

    public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = PrivateTalks.Select(begin => new VenueStream<VenueEvent>(begin, Streams, Clock).ReadAsync(cancel)).ToList();
        await foreach (var news in lines is [var only] ? only : StreamMerge.OfAsync(lines, cancel))
        {
            if (news.What is not { } happened)
            {
                yield return new VenueEvent.Gap(news.Gap ?? "");
                continue;
            }

            foreach (var whole in await CompletedAsync(happened, cancel))
            {
                yield return whole;
            }
        }
    }

    public async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel)
    {
        var answer = await rest.PermissionsAsync(cancel);
        if (answer.Value is { Trade: false })
        {
            State.Become(ConnectionState.PermissionMissing, MayNotTrade);
        }

        return answer;
    }

    public Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel) => rest.BalancesAsync(cancel);

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel) => rest.PositionsAsync(cancel);

    public Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel) => rest.FeesAsync(instrument, cancel);

    public Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel) => rest.PositionTermsAsync(instrument, cancel);

    public Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel) => rest.SetLeverageAsync(instrument, leverage, cancel);

    public Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel) => rest.SetMarginModeAsync(instrument, mode, cancel);

    public Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel) => rest.SetPositionModeAsync(mode, cancel);

    public Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel) => rest.CancelAllAsync(instrument, cancel);

    public async Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel)
    {
        foreach (var order in orders)
        {
            memory.Use(order.Instrument);
        }

        var outcomes = await rest.PlaceManyAsync(orders, cancel);
        return [.. orders.Zip(outcomes, Remembered)];
    }

    public Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel) => rest.CancelManyAsync(cancellations, cancel);

    public abstract IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await keeping;
        await quotes.DisposeAsync();
        instruments.Dispose();
        owned.ForEach(static each => each.Dispose());
        ending.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The last thing an adapter's constructor does: from here on the connection is kept.</summary>
    private protected void Begin(VenueRest requests, ILiveQuotes liveQuotes)
    {
        rest = requests;
        quotes = liveQuotes;
        picture = new(rest, memory, Clock);
        instruments = new(rest.InstrumentsAsync, options.InstrumentsFreshFor, Clock);
        keeping = new ConnectionKeeper(State, options.Keeper, rest.TimeAsync, Clock).RunAsync(ending.Token);
    }

    /// <summary>A line of this account to one of the venue's hosts; ends with the connection.</summary>
    /// <param name="headersKept">The headers of answers that <paramref name="voice"/> reads.</param>
    private protected VenueLine LineTo(Uri address, IVenueVoice voice, params IReadOnlyList<string> headersKept) => Own(new VenueLine(
        new VenueHttp(new() { Address = address, Timeout = options.Timeout, HeadersKept = headersKept, Route = options.Route }, Clock), limiter, voice, State, account));

    /// <summary>Ends with the connection.</summary>
    private protected T Own<T>(T thing)
        where T : IDisposable
    {
        owned.Add(thing);
        return thing;
    }

    /// <summary>A new conversation of the private stream.</summary>
    private protected abstract IStreamTalk<VenueEvent> PrivateTalk();

    /// <summary>Where a venue tells of an account on several lines, one each; they are read as one stream.</summary>
    private protected virtual IReadOnlyList<Func<IStreamTalk<VenueEvent>>> PrivateTalks => [PrivateTalk];

    /// <summary>What the stream told, with what it leaves out and must be asked for: on some venues the fills of an order.</summary>
    private protected virtual ValueTask<IReadOnlyList<VenueEvent>> CompletedAsync(VenueEvent happened, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<VenueEvent>>([happened]);

    private VenueOutcome Remembered(PlaceOrder order, VenueOutcome outcome)
    {
        if (outcome is VenueOutcome.Accepted { VenueOrderId: { } number })
        {
            memory.Note(number, order.Id, order.Instrument);
        }

        return outcome;
    }
}
