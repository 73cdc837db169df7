using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>
/// The exchange in memory: engine, market and accounts, without any I/O. It can be thrown away and built again from the
/// ledgers at any time.
/// </summary>
internal sealed class PaperFloor : ILedgerSink
{
    private static readonly AccountId HouseId = new("house");

    private readonly PaperOptions options;
    private readonly Dictionary<AccountId, PaperAccount> accounts = [];
    private readonly PaperMarket market;
    private PaperBatch batch = new();

    public PaperFloor(PaperOptions options, QuoteBoard quotes, DateTimeOffset now)
    {
        this.options = options;
        Engine = new(PaperExchange.Rules, PaperInstruments.All.Select(instrument => instrument.ListingFor(options)), this);
        var house = Engine.Open(HouseId, new(FundsMode.House, new Dictionary<string, Money>()), now);
        market = new(options.Seed, Engine, house, quotes);
        market.Tick(now);
    }

    public MatchingEngine Engine { get; }

    public PaperAccount? Find(AccountId account) => accounts.GetValueOrDefault(account);

    public void Decide(PaperBatch onto, PaperRequest request, DateTimeOffset now)
    {
        batch = onto;
        onto.Requests.Add(request);
        request.Decide(this, now);
    }

    public void PublishQuotes(DateTimeOffset now) => market.PublishChanged(now);

    public void Tick(DateTimeOffset now)
    {
        Engine.Expire(now);
        market.Tick(now);
    }

    public void Admit(PaperAccount account, DateTimeOffset now)
    {
        accounts.Add(account.Seat.Account, account);
        if (!account.Trading.IsOpened)
        {
            Engine.Open(account.Trading, new(FundsMode.Margin, options.OpeningBalances), now);
            return;
        }

        Engine.Restore(account.Trading);
        foreach (var overridden in account.Overrides?.Values.ToArray() ?? [])
        {
            market.Resume(account, overridden, now);
        }
    }

    /// <summary>Removes the account that sits in this seat; another one of the same name stays.</summary>
    public void Remove(PaperSeat seat, DateTimeOffset now)
    {
        if (accounts.TryGetValue(seat.Account, out var account) && account.Seat == seat)
        {
            accounts.Remove(seat.Account);
            market.Forget(account, now);
            Engine.Remove(account.Trading);
        }
    }

    public void OverridePrice(PaperAccount account, InstrumentId instrument, Price price, bool isFrozen, DateTimeOffset now)
    {
        var wanted = PricePath.Nearest(price, Engine.Listings[instrument].Instrument.TickSize);
        var overridden = new PriceOverridden(instrument, wanted, isFrozen, market.CommonPrice(instrument));
        batch.UnitOf(account).Add(overridden, null, now);
        market.Override(account, overridden, now);
    }

    public void ReleasePrice(PaperAccount account, InstrumentId instrument, DateTimeOffset now)
    {
        if (account.Overrides?.ContainsKey(instrument) == true)
        {
            batch.UnitOf(account).Add(new PriceReleased(instrument), null, now);
            market.Release(account, instrument, now);
        }
    }

    public void Happened(in Happening happening)
    {
        // A refusal changes nothing, so there is nothing to keep; the caller is told.
        if (happening.Event is OrderRejected)
        {
            return;
        }

        batch.UnitOf(accounts[happening.Account.Id]).Add(happening.Event, happening.Order, happening.At);
    }
}
