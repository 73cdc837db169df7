using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// Stands at one account's venue and looks at what leaves for it and what rests there: with the venue's eyes, not with the
/// account's.
/// </summary>
internal sealed class VenueWatch(AccountShadow shadow, SimulatedExchange exchange, VirtualWorld world, Action<string> violated)
{
    /// <summary>While nothing goes wrong on the way, protection may be missing, or be too much, no longer than this.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    private readonly Dictionary<(InstrumentId, string), DateTimeOffset> since = [];

    /// <summary>Trading was stopped, by a command whose sender was told that it is on disk.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Every request has an intent on disk, is not late, and opens nothing while trading is stopped.</summary>
    public void OnSend(VirtualNode process, PlaceOrder order)
    {
        if (!shadow.Intents.TryGetValue(order.Id, out var intent))
        {
            violated($"{shadow.Account} sends {order.Id} without a committed intent.");
            return;
        }

        if (world.Now > intent.LeavesBy && world.Now + process.ClockError <= order.SendBy)
        {
            violated($"{shadow.Account} sends {order.Id} {(world.Now - intent.LeavesBy).TotalSeconds:0.0} s after its time was over.");
        }

        if (IsStopped && intent.Ticket.Leg == Leg.Entry && !process.WasStalled)
        {
            violated($"{shadow.Account} sends the entry {order.Id} while trading is stopped.");
        }
    }

    public void OnArrival(PlaceOrder order)
    {
        if (!shadow.Intents.ContainsKey(order.Id))
        {
            violated($"{order.Id} arrived at {shadow.Account} without a committed intent.");
        }
    }

    /// <summary>In fair weather: what should have a stop has one, and what rests never closes more than there is.</summary>
    public void Look()
    {
        foreach (var holding in shadow.State.Holdings.Values)
        {
            var id = holding.Instrument.Id;
            var position = exchange.Positions[id];
            var stops = Resting(id, Leg.StopLoss, position);
            var targets = Resting(id, Leg.TakeProfit, position);
            var demanded = Demanded(holding, exchange.Capabilities);
            var naked = Math.Min(demanded, Math.Abs(position)) - stops - Closing(id, position);
            Bounded((id, "naked"), naked >= holding.Instrument.MinQuantity.Value, () => $"{naked} {id} stand without a stop");
            Bounded((id, "stops"), stops > Math.Abs(position), () => $"stops of {stops} rest for a position of {position} {id}");
            Bounded((id, "targets"), targets > Math.Abs(position), () => $"targets of {targets} rest for a position of {position} {id}");
        }
    }

    /// <summary>The weather changed: what was counted so far counts no more.</summary>
    public void Forget() => since.Clear();

    private void Bounded((InstrumentId, string) what, bool isWrong, Func<string> sentence)
    {
        if (!isWrong)
        {
            since.Remove(what);
        }
        else if (since.TryAdd(what, world.Now))
        {
            // The first moment of it.
        }
        else if (world.Now - since[what] > Bound)
        {
            violated($"{shadow.Account}: {sentence()} for {(world.Now - since[what]).TotalSeconds:0.0} s.");
        }
    }

    private decimal Resting(InstrumentId instrument, Leg leg, decimal position) => exchange.Open
        .Where(order => order.Request.Instrument == instrument && order.Request.Side == (position > 0 ? Side.Sell : Side.Buy) && LegOf(order) == leg)
        .Sum(order => order.Quantity - order.Filled);

    /// <summary>Orders at the market close just as well, and so does a target that took the place of its stop.</summary>
    private decimal Closing(InstrumentId instrument, decimal position) => exchange.Open
        .Where(order => order.Request.Instrument == instrument && order.Request.Side == (position > 0 ? Side.Sell : Side.Buy))
        .Where(order => LegOf(order) == Leg.Exit && order.Request.Type == OrderType.Market || (LegOf(order) == Leg.TakeProfit && exchange.Capabilities.StopsLockBalance && order.Sibling is null))
        .Sum(order => order.Quantity - order.Filled);

    private Leg? LegOf(VenueOrder order) => order.IsForeign ? null : shadow.Intents.GetValueOrDefault(order.Request.Id)?.Ticket.Leg;

    private decimal Demanded(Holding holding, VenueCapabilities capabilities)
    {
        var demanded = 0m;
        foreach (var lot in holding.Lots)
        {
            var isDemanded = lot is { Stray: false, Trade: { } id }
                && capabilities.Stops
                && shadow.State.Trades.GetValueOrDefault(id) is { StopTerms: not null, Bracket: { Waived: false, ReleasedFor: null, Emergency: false } };
            var stop = Rounding.DownToLot(lot.Quantity, holding.Instrument.LotSize);
            demanded += isDemanded && stop.Abs() >= holding.Instrument.MinQuantity ? stop.Value : 0m;
        }

        return Math.Abs(demanded);
    }
}
