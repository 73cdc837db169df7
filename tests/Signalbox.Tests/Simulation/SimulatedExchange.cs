using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// The venue's truth for one account: a deliberately plain exchange of its own, so that an error in our matching engine
/// cannot hide one in the account. It remembers everything it ever took.
/// </summary>
internal sealed partial class SimulatedExchange(VirtualWorld world, VenueCapabilities capabilities, IReadOnlyList<Instrument> instruments)
{
    /// <summary>What a base-asset fee takes of a purchase.</summary>
    private const decimal BaseFee = 0.001m;

    private readonly Dictionary<InstrumentId, decimal> prices = instruments.ToDictionary(instrument => instrument.Id, _ => 100m);
    private int ids;
    private int fills;

    public List<VenueOrder> Orders { get; } = [];

    /// <summary>Those that may still trade, so that nobody looks through all there ever were.</summary>
    public List<VenueOrder> Open { get; } = [];

    public List<FillReport> Fills { get; } = [];

    public Dictionary<InstrumentId, decimal> Positions { get; } = instruments.ToDictionary(instrument => instrument.Id, _ => 0m);

    public IReadOnlyList<Instrument> Instruments => instruments;

    public VenueCapabilities Capabilities => capabilities;

    /// <summary>Whoever follows the private stream: each process its own connection.</summary>
    public List<Action<VenueEvent>> Listeners { get; } = [];

    /// <summary>Told of what must never happen, at the moment it does.</summary>
    public Action<string> OnViolation { get; set; } = _ => { };

    /// <summary>It refuses what arrives after the end of its validity; others take whatever comes.</summary>
    public bool HonoursDeadlines { get; init; } = true;

    /// <summary>The fee of a purchase is taken from what was bought.</summary>
    public bool FeesInBase { get; init; }

    /// <summary>A spot venue that lists balances and no positions.</summary>
    public bool ListsPositions { get; init; } = true;

    /// <summary>How much of an order the book can take; null: all of it.</summary>
    public Func<VenueOrder, decimal>? Depth { get; set; }

    /// <summary>It answers nothing and says nothing.</summary>
    public bool IsDown { get; private set; }

    /// <summary>The market is closed: nothing trades and nothing new is taken.</summary>
    public bool IsClosed { get; private set; }

    public decimal PriceOf(InstrumentId instrument) => prices[instrument];

    public MarketView Quote(InstrumentId instrument) => new()
    {
        Bid = new(prices[instrument] - 0.01m),
        Ask = new(prices[instrument] + 0.01m),
        Last = new(prices[instrument]),
        At = world.Now,
    };

    /// <param name="validUntil">The end of the request's validity by the venue's own clock.</param>
    public VenueOutcome Place(PlaceOrder request, DateTimeOffset validUntil, bool refuseStops)
    {
        if (HonoursDeadlines && world.Now > validUntil)
        {
            return new VenueOutcome.NotSent("The request is outside its validity window.", null);
        }

        if (IsClosed)
        {
            return new VenueOutcome.Rejected(RejectReason.MarketClosed, "closed", "The market is closed.");
        }

        if (IsTaken(request.Id))
        {
            return new VenueOutcome.Rejected(RejectReason.DuplicateClientOrderId, "duplicate", "The client order id is in use.");
        }

        if (request.StopPrice is { } stop && (refuseStops || IsThrough(request, stop.Value)))
        {
            return new VenueOutcome.Rejected(
                refuseStops ? RejectReason.Other : RejectReason.WouldTriggerImmediately, "stop", "The stop was refused.");
        }

        if (request.ReduceOnly && Reducible(request.Instrument, request.Side) == 0)
        {
            return new VenueOutcome.Rejected(RejectReason.ReduceOnlyRefused, "reduce-only", "There is nothing to reduce.");
        }

        if (capabilities.StopsLockBalance && request.Side == Side.Sell && request.Quantity.Value > Positions[request.Instrument] - Locked(request.Instrument))
        {
            return new VenueOutcome.Rejected(RejectReason.InsufficientFunds, "balance", "The balance is not free.");
        }

        if (request.PostOnly && Crosses(request.Side, request.Instrument, request.LimitPrice?.Value))
        {
            return new VenueOutcome.Rejected(RejectReason.WouldTakeLiquidity, "post-only", "It would trade at once.");
        }

        return new VenueOutcome.Accepted(Take(request).VenueId);
    }

    /// <summary>Both or neither: the target is bound to what the stop has locked already.</summary>
    public VenueOutcome PlacePair(PlacePair pair, DateTimeOffset validUntil, bool refuseStops)
    {
        if (IsTaken(pair.Target.Id) || prices[pair.Target.Instrument] >= pair.Target.LimitPrice!.Value.Value)
        {
            return new VenueOutcome.Rejected(RejectReason.Other, "pair", "The target cannot rest.");
        }

        var outcome = Place(pair.Stop, validUntil, refuseStops);
        if (outcome is VenueOutcome.Accepted)
        {
            var stop = Orders[^1];
            stop.Sibling = Take(pair.Target);
            stop.Sibling.Sibling = stop;
        }

        return outcome;
    }

    public VenueOutcome Cancel(ClientOrderId id, VenueOrderId? venueId)
    {
        var order = Find(id) ?? Open.Find(each => each.VenueId == venueId);
        if (order is not { IsOpen: true })
        {
            return new VenueOutcome.Rejected(RejectReason.UnknownOrder, "unknown", "There is no such open order.");
        }

        End(order, VenueOrderState.Cancelled, "Cancelled on request.");
        EndSibling(order);
        return new VenueOutcome.Accepted(order.VenueId);
    }

    public VenueOutcome Amend(AmendOrder amendment)
    {
        var order = Find(amendment.Id);
        if (order is not { IsOpen: true } || amendment.Quantity.Value <= order.Filled)
        {
            return new VenueOutcome.Rejected(RejectReason.UnknownOrder, "unknown", "There is no such open order.");
        }

        // What an order grows by has to be free like what a new one takes: no spot venue sells what is not there.
        var grows = order.Request.Side == Side.Sell ? amendment.Quantity.Value - order.Quantity : 0m;
        if (capabilities.StopsLockBalance && grows > 0 && grows > Positions[order.Request.Instrument] - Locked(order.Request.Instrument))
        {
            return new VenueOutcome.Rejected(RejectReason.InsufficientFunds, "balance", "The balance is not free.");
        }

        order.Quantity = amendment.Quantity.Value;
        order.LimitPrice = amendment.LimitPrice?.Value;
        order.StopPrice = amendment.StopPrice?.Value;
        Tell(order);
        return new VenueOutcome.Accepted(order.VenueId);
    }

    /// <summary>The newest order of that id the venue knows of.</summary>
    public VenueOrder? Find(ClientOrderId id) => Orders.FindLast(each => each.Request.Id == id && each is { IsLost: false, IsForeign: false });

    public void Move(InstrumentId instrument, decimal price)
    {
        prices[instrument] = price;
        foreach (var order in Open.Where(order => order.Request.Instrument == instrument).ToArray())
        {
            Match(order);
        }
    }

    /// <summary>Goes away for a while; when it is back it may have forgotten some orders that had not traded.</summary>
    public void Restart(TimeSpan away, double forgets)
    {
        IsDown = true;
        world.After(away, () =>
        {
            IsDown = false;
            foreach (var order in Open.Where(order => order is { Filled: 0, Triggered: false, Sibling: null } && world.Happens(forgets)).ToArray())
            {
                (order.IsLost, order.State) = (true, VenueOrderState.Cancelled);
                Open.Remove(order);
            }

            Publish(new VenueEvent.Gap("The venue was restarted."));
            Rematch();
        });
    }

    /// <summary>Closes the market for a while.</summary>
    public void Close(TimeSpan duration)
    {
        IsClosed = true;
        world.After(duration, () =>
        {
            IsClosed = false;
            Rematch();
        });
    }

    /// <summary>Somebody trades by hand, or the venue closes a part of a position by itself.</summary>
    public void TradeByHand(InstrumentId instrument, Side side, decimal quantity, FillCause cause = FillCause.Trade)
    {
        if (side == Side.Buy || !capabilities.StopsLockBalance || Positions[instrument] - Locked(instrument) >= quantity)
        {
            Execute(null, instrument, side, quantity, cause);
        }
    }

    /// <summary>Somebody leaves an order in the book by hand.</summary>
    public void RestByHand(PlaceOrder request) => Take(request, isForeign: true);

    /// <summary>Declares the newest fill of an order of ours void; its trade is undone at the venue.</summary>
    public void VoidNewestFill()
    {
        if (Fills.FindLast(each => each.ClientOrderId is { } id && Find(id) is { IsOpen: false }) is not { } fill || Find(fill.ClientOrderId!.Value) is not { } order)
        {
            return;
        }

        Fills.Remove(fill);
        order.HasVoidedFill = true;
        order.Filled -= fill.Quantity.Value;
        Positions[fill.Instrument] -= fill.Side.Sign * Moved(fill.Side, fill.Quantity.Value);
        Publish(new VenueEvent.FillVoided(fill));
    }

    public IReadOnlyList<OrderReport> OpenReports() => [.. Open.Select(Report)];

    public IReadOnlyList<VenuePosition> ListedPositions() => ListsPositions
        ? [.. Positions.Where(position => position.Value != 0).Select(position => new VenuePosition(position.Key, new(position.Value), new(prices[position.Key])))]
        : [];

    public IReadOnlyList<VenueBalance> Balances() =>
        [new("USDT", new(100_000m), new(100_000m)), .. ListsPositions ? [] : instruments.Select(each => new VenueBalance(each.Base, new(Positions[each.Id]), new(Positions[each.Id])))];

    public OrderReport Report(VenueOrder order) => new()
    {
        ClientOrderId = order.IsForeign ? null : order.Request.Id,
        VenueOrderId = order.VenueId,
        Instrument = order.Request.Instrument,
        Side = order.Request.Side,
        Type = order.Request.Type,
        State = order.State,
        Quantity = new(order.Quantity),
        FilledQuantity = new(order.Filled),
        LimitPrice = order.LimitPrice is { } limit ? new(limit) : null,
        StopPrice = order.StopPrice is { } stop ? new(stop) : null,
        At = world.Now,
        Reason = order.Reason,
    };

    private bool IsTaken(ClientOrderId id) => capabilities.ClientIds switch
    {
        ClientIdUniqueness.None => false,
        ClientIdUniqueness.Open => Open.Exists(order => order.Request.Id == id),
        _ => Find(id) is not null,
    };

    private bool IsThrough(PlaceOrder request, decimal stop) =>
        request.Side == Side.Sell ? prices[request.Instrument] <= stop : prices[request.Instrument] >= stop;

    private decimal Reducible(InstrumentId instrument, Side side) =>
        Math.Max(0, side == Side.Sell ? Positions[instrument] : -Positions[instrument]);

    private VenueOrder Take(PlaceOrder request, bool isForeign = false)
    {
        if (!isForeign && Find(request.Id) is { } twin)
        {
            OnViolation($"Order {request.Id} was taken twice by the venue; the first is {twin.State} with {twin.Filled} filled.");
        }

        var order = new VenueOrder(request, new($"v{++ids}")) { TakenAt = world.Now, IsForeign = isForeign };
        Orders.Add(order);
        Open.Add(order);
        Tell(order);
        world.After(world.Between(0, 20), () => Match(order));
        return order;
    }

    /// <summary>What open orders would sell; of a pair only one can.</summary>
    private decimal Locked(InstrumentId instrument) => Open
        .Where(order => order.Request.Instrument == instrument && order.Request.Side == Side.Sell)
        .Where(order => order.Sibling is not { IsOpen: true } || order.StopPrice is not null)
        .Sum(order => order.Quantity - order.Filled);

    private void EndSibling(VenueOrder order)
    {
        if (order.Sibling is { IsOpen: true } sibling)
        {
            End(sibling, VenueOrderState.Cancelled, "The other one of the pair is done.");
        }
    }
}
