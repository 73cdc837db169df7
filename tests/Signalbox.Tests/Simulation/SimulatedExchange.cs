using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// The venue's truth for one account: a deliberately plain exchange of its own, so that an error in our matching engine
/// cannot hide one in the account. It remembers everything it ever took.
/// </summary>
internal sealed class SimulatedExchange(VirtualWorld world, VenueCapabilities capabilities, IReadOnlyList<Instrument> instruments)
{
    private readonly Dictionary<InstrumentId, decimal> prices = instruments.ToDictionary(instrument => instrument.Id, _ => 100m);
    private int ids;

    public List<VenueOrder> Orders { get; } = [];

    public List<FillReport> Fills { get; } = [];

    public Dictionary<InstrumentId, decimal> Positions { get; } = instruments.ToDictionary(instrument => instrument.Id, _ => 0m);

    public IReadOnlyList<Instrument> Instruments => instruments;

    public VenueCapabilities Capabilities => capabilities;

    /// <summary>What the private stream would say.</summary>
    public Action<VenueEvent> Publish { get; set; } = _ => { };

    public decimal PriceOf(InstrumentId instrument) => prices[instrument];

    public MarketView Quote(InstrumentId instrument) => new()
    {
        Bid = new(prices[instrument] - 0.01m),
        Ask = new(prices[instrument] + 0.01m),
        Last = new(prices[instrument]),
        At = world.Now,
    };

    public VenueOutcome Place(PlaceOrder request, bool refuseStops)
    {
        if (world.Now > request.SendBy)
        {
            return new VenueOutcome.NotSent("The request is outside its validity window.", null);
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

        return new VenueOutcome.Accepted(Take(request).VenueId);
    }

    /// <summary>Both or neither: the target is bound to what the stop has locked already.</summary>
    public VenueOutcome PlacePair(PlacePair pair, bool refuseStops)
    {
        if (IsTaken(pair.Target.Id) || prices[pair.Target.Instrument] >= pair.Target.LimitPrice!.Value.Value)
        {
            return new VenueOutcome.Rejected(RejectReason.Other, "pair", "The target cannot rest.");
        }

        var outcome = Place(pair.Stop, refuseStops);
        if (outcome is VenueOutcome.Accepted)
        {
            var stop = Orders[^1];
            stop.Sibling = Take(pair.Target);
            stop.Sibling.Sibling = stop;
        }

        return outcome;
    }

    public VenueOutcome Cancel(ClientOrderId id)
    {
        var order = Orders.LastOrDefault(each => each.Request.Id == id);
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
        var order = Orders.LastOrDefault(each => each.Request.Id == amendment.Id);
        if (order is not { IsOpen: true } || amendment.Quantity.Value <= order.Filled)
        {
            return new VenueOutcome.Rejected(RejectReason.UnknownOrder, "unknown", "There is no such open order.");
        }

        order.Quantity = amendment.Quantity.Value;
        order.LimitPrice = amendment.LimitPrice?.Value;
        order.StopPrice = amendment.StopPrice?.Value;
        Tell(order);
        return new VenueOutcome.Accepted(order.VenueId);
    }

    public void Move(InstrumentId instrument, decimal price)
    {
        prices[instrument] = price;
        foreach (var order in Orders.Where(order => order.IsOpen && order.Request.Instrument == instrument).ToArray())
        {
            Match(order);
        }
    }

    /// <summary>Somebody trades by hand.</summary>
    public void TradeByHand(InstrumentId instrument, Side side, decimal quantity)
    {
        if (side == Side.Buy || !capabilities.StopsLockBalance || Positions[instrument] - Locked(instrument) >= quantity)
        {
            Execute(null, instrument, side, quantity);
        }
    }

    public VenueSnapshot Snapshot(DateTimeOffset since) => new()
    {
        At = world.Now,
        OpenOrders = [.. Orders.Where(order => order.IsOpen).Select(Report)],
        Positions = [.. Positions.Where(position => position.Value != 0).Select(position => new VenuePosition(position.Key, new(position.Value), new(prices[position.Key])))],
        Balances = [new("USDT", new(100_000m), new(100_000m))],
        Fills = [.. Fills.Where(fill => fill.At >= since)],
    };

    public OrderReport Report(VenueOrder order) => new()
    {
        ClientOrderId = order.Request.Id,
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
        ClientIdUniqueness.Open => Orders.Any(order => order.Request.Id == id && order.IsOpen),
        _ => Orders.Any(order => order.Request.Id == id),
    };

    private bool IsThrough(PlaceOrder request, decimal stop) =>
        request.Side == Side.Sell ? prices[request.Instrument] <= stop : prices[request.Instrument] >= stop;

    private decimal Reducible(InstrumentId instrument, Side side) =>
        Math.Max(0, side == Side.Sell ? Positions[instrument] : -Positions[instrument]);

    private VenueOrder Take(PlaceOrder request)
    {
        var order = new VenueOrder(request, new($"v{++ids}"));
        Orders.Add(order);
        Tell(order);
        world.After(world.Between(0, 20), () => Match(order));
        return order;
    }

    /// <summary>What open orders would sell; of a pair only one can.</summary>
    private decimal Locked(InstrumentId instrument) => Orders
        .Where(order => order.IsOpen && order.Request.Instrument == instrument && order.Request.Side == Side.Sell)
        .Where(order => order.Sibling is not { IsOpen: true } || order.StopPrice is not null)
        .Sum(order => order.Quantity - order.Filled);

    private void EndSibling(VenueOrder order)
    {
        if (order.Sibling is { IsOpen: true } sibling)
        {
            End(sibling, VenueOrderState.Cancelled, "The other one of the pair is done.");
        }
    }

    private void Match(VenueOrder order)
    {
        if (!order.IsOpen)
        {
            return;
        }

        var price = prices[order.Request.Instrument];
        if (order.StopPrice is { } stop && !order.Triggered)
        {
            if (order.Request.Side == Side.Sell ? price > stop : price < stop)
            {
                return;
            }

            order.Triggered = true;
            EndSibling(order);
            Tell(order);
        }

        var crosses = order.LimitPrice is not { } limit || (order.Request.Side == Side.Buy ? price <= limit : price >= limit);
        if (crosses)
        {
            Take(order);
        }
    }

    private void Take(VenueOrder order)
    {
        var open = order.Quantity - order.Filled;
        if (order.Request.ReduceOnly)
        {
            open = Math.Min(open, Reducible(order.Request.Instrument, order.Request.Side));
            if (open == 0)
            {
                End(order, VenueOrderState.Expired, "There was nothing left to reduce.");
                return;
            }
        }

        EndSibling(order);

        // Now and then only a part trades, and the rest a little later.
        var lot = instruments.First(instrument => instrument.Id == order.Request.Instrument).LotSize.Value;
        var part = world.Happens(0.3) ? Math.Max(lot, Math.Floor(open / 2 / lot) * lot) : open;
        order.Filled += part;
        Execute(order, order.Request.Instrument, order.Request.Side, part);
        if (order.Filled >= order.Quantity)
        {
            End(order, VenueOrderState.Filled, null);
        }
        else
        {
            Tell(order);
            world.After(world.Between(1, 500), () => Match(order));
        }
    }

    private void Execute(VenueOrder? order, InstrumentId instrument, Side side, decimal quantity)
    {
        Positions[instrument] += side.Sign * quantity;
        var fill = new FillReport
        {
            FillId = new($"f{Fills.Count + 1}"),
            ClientOrderId = order?.Request.Id,
            VenueOrderId = order?.VenueId ?? new("by-hand"),
            Instrument = instrument,
            Side = side,
            Quantity = new(quantity),
            Price = new(prices[instrument]),
            At = world.Now,
        };
        Fills.Add(fill);
        Publish(new VenueEvent.Executed(fill));
    }

    private void End(VenueOrder order, VenueOrderState state, string? reason)
    {
        order.State = state;
        order.Reason = reason;
        Tell(order);
    }

    private void Tell(VenueOrder order)
    {
        if (order is { IsOpen: true, Triggered: true })
        {
            order.State = VenueOrderState.Triggered;
        }

        Publish(new VenueEvent.OrderChanged(Report(order)));
    }
}

internal sealed class VenueOrder(PlaceOrder request, VenueOrderId venueId)
{
    public PlaceOrder Request => request;

    public VenueOrderId VenueId => venueId;

    public VenueOrderState State { get; set; } = VenueOrderState.Working;

    public decimal Quantity { get; set; } = request.Quantity.Value;

    public decimal? LimitPrice { get; set; } = request.LimitPrice?.Value;

    public decimal? StopPrice { get; set; } = request.StopPrice?.Value;

    public decimal Filled { get; set; }

    public bool Triggered { get; set; }

    /// <summary>The other one of a pair.</summary>
    public VenueOrder? Sibling { get; set; }

    public string? Reason { get; set; }

    public bool IsOpen => State is VenueOrderState.Working or VenueOrderState.Triggered;
}
