using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

/// <summary>A paper exchange on a journal in memory and a clock that is moved by hand.</summary>
internal sealed class PaperWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2025, 1, 6, 12, 0, 0, TimeSpan.Zero);
    public static readonly InstrumentId Btc = new("BTCUSDT");
    public static readonly InstrumentId Aapl = new("AAPL");

    private readonly CancellationTokenSource ending = new();
    private readonly Task running;
    private readonly Task committing;

    public PaperWorld(PaperTestJournal? journal = null, PaperTestClock? clock = null, Func<PaperOptions, PaperOptions>? change = null)
    {
        Journal = journal ?? new();
        Clock = clock ?? new(Start);
        var options = new PaperOptions { OnIncident = Incidents.Add };
        var committer = new Committer(Journal, Clock, new(), []);
        Exchange = new(Journal, committer, Clock, change?.Invoke(options) ?? options);
        committing = committer.RunAsync(ending.Token);
        running = Exchange.RunAsync(ending.Token);
    }

    public PaperTestJournal Journal { get; }

    public PaperTestClock Clock { get; }

    public PaperExchange Exchange { get; }

    public List<PaperIncident> Incidents { get; } = [];

    public Task<PaperVenue> OpenAsync(string account) => Exchange.OpenAsync(new(account), TestContext.Current.CancellationToken);

    public Task<VenueOutcome> SetPriceAsync(string account, decimal price, bool isFrozen = true, InstrumentId? instrument = null) =>
        Exchange.SetPriceAsync(new(account), instrument ?? Btc, new(price), isFrozen, TestContext.Current.CancellationToken);

    /// <summary>Moves the clock and waits until the exchange has worked on every tick in between.</summary>
    public async Task PassAsync(PaperVenue venue, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(250))
        {
            Clock.Advance(TimeSpan.FromMilliseconds(250));
            await venue.QueryAsync(new(default, null, Btc), TestContext.Current.CancellationToken);
        }
    }

    public PlaceOrder Order(Side side, decimal quantity, OrderType type = OrderType.Market, decimal? limit = null, decimal? stop = null) => new()
    {
        Id = ClientOrderId.Derive(Guid.NewGuid().ToString()),
        Instrument = Btc,
        Side = side,
        Type = type,
        Quantity = new(quantity),
        LimitPrice = limit is { } price ? new(price) : null,
        StopPrice = stop is { } at ? new(at) : null,
        IntendedAt = Clock.GetUtcNow(),
        SendBy = Clock.GetUtcNow().AddSeconds(3),
    };

    /// <summary>Ends the exchange without any farewell, as a killed process would: the journal stays as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committing);
        ending.Dispose();
    }
}
