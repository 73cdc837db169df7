using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>
/// The simulated market: one price for all accounts, and a price of its own for an account that overrides one. It moves on
/// each tick, and a moving price fills and triggers what it passes.
/// </summary>
internal sealed class PaperMarket
{
    private readonly MatchingEngine engine;
    private readonly Account house;
    private readonly Dictionary<InstrumentId, CommonMarket> common = [];
    private readonly Dictionary<(AccountId, InstrumentId), OwnMarket> own = [];

    public PaperMarket(ulong seed, MatchingEngine engine, Account house, QuoteBoard quotes)
    {
        this.engine = engine;
        this.house = house;
        foreach (var instrument in PaperInstruments.All)
        {
            var maker = new MarketMaker(engine, house, engine.Book(instrument.Instrument.Id), instrument.Quotes);
            common.Add(instrument.Instrument.Id, new(instrument, instrument.PathFor(seed), new(maker, quotes)));
        }
    }

    public Price CommonPrice(InstrumentId instrument) => common[instrument].Shown.Maker.Mid!.Value;

    public void Tick(DateTimeOffset now)
    {
        foreach (var market in common.Values)
        {
            market.Shown.Maker.WalkTo(market.Path.At(now), now);
            market.Shown.Publish(now);
        }

        foreach (var market in own.Values)
        {
            market.Shown.Maker.WalkTo(PriceOf(market.Overridden), now);
            market.Shown.Publish(now);
        }
    }

    /// <summary>Shows what trades have changed since the last tick.</summary>
    public void PublishChanged(DateTimeOffset now)
    {
        foreach (var market in common.Values)
        {
            market.Shown.PublishChanged(now);
        }

        foreach (var market in own.Values)
        {
            market.Shown.PublishChanged(now);
        }
    }

    public void Override(PaperAccount account, PriceOverridden overridden, DateTimeOffset now)
    {
        var key = (account.Seat.Account, overridden.Instrument);
        if (own.TryGetValue(key, out var market))
        {
            market = market with { Overridden = overridden };
        }
        else
        {
            market = Fork(account, overridden, now);
            market.Shown.Maker.WalkTo(CommonPrice(overridden.Instrument), now);
        }

        own[key] = market;
        market.Shown.Maker.WalkTo(PriceOf(overridden), now);
        market.Shown.Publish(now);
    }

    /// <summary>After a restart: the price goes on from where the common one has brought it meanwhile.</summary>
    public void Resume(PaperAccount account, PriceOverridden overridden, DateTimeOffset now)
    {
        var market = Fork(account, overridden, now);
        own[(account.Seat.Account, overridden.Instrument)] = market;
        market.Shown.Maker.WalkTo(PriceOf(overridden), now);
        market.Shown.Publish(now);
    }

    public void Release(PaperAccount account, InstrumentId instrument, DateTimeOffset now)
    {
        own.Remove((account.Seat.Account, instrument), out var market);
        market!.Shown.Maker.WalkTo(CommonPrice(instrument), now);
        market.Shown.Maker.Withdraw(now);
        engine.Join(account.Trading, instrument, now);
        account.Seat.Quotes.Withdraw(instrument);
    }

    /// <summary>Drops an account's markets with everything in them.</summary>
    public void Forget(PaperAccount account, DateTimeOffset now)
    {
        foreach (var instrument in account.Overrides?.Keys.ToArray() ?? [])
        {
            own.Remove((account.Seat.Account, instrument), out var market);
            market!.Shown.Maker.Withdraw(now);
        }
    }

    private OwnMarket Fork(PaperAccount account, PriceOverridden overridden, DateTimeOffset now)
    {
        var book = engine.Fork(account.Trading, overridden.Instrument, now);
        var maker = new MarketMaker(engine, house, book, common[overridden.Instrument].What.Quotes);
        return new(overridden, new(maker, account.Seat.Quotes));
    }

    private Price PriceOf(PriceOverridden overridden)
    {
        var instrument = common[overridden.Instrument];
        return overridden.At(instrument.Shown.Maker.Mid!.Value, instrument.What.Instrument.TickSize);
    }

    private sealed record CommonMarket(PaperInstrument What, PricePath Path, ShownMarket Shown);

    private sealed record OwnMarket(PriceOverridden Overridden, ShownMarket Shown);
}
