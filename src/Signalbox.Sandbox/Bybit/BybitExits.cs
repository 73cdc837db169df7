using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>
/// Exits the venue keeps with a position: conditional orders it makes itself when an order that carries them fills, or when they
/// are set. They are as large as the position, or as what their order has filled, and end with it. Everything here happens under
/// the floor's lock.
/// </summary>
internal sealed class BybitExits
{
    private readonly SandboxFloor floor;
    private readonly Dictionary<(Account, long), (SandboxAccount Account, BybitExitTerms Exits)> waiting = [];
    private readonly List<BybitExitPair> pairs = [];
    private long numbers;

    public BybitExits(SandboxFloor floor)
    {
        this.floor = floor;
        floor.Join(Happened);
    }

    /// <summary>The exits of an order, which begin to exist with its first fill.</summary>
    public void Attach(SandboxAccount account, Order entry, BybitExitTerms exits) => floor.Read(_ =>
    {
        waiting[(entry.Account, entry.Number)] = (account, exits);
        Begin(entry);
        Fit(entry.Account, entry.Terms.Instrument);
        return true;
    });

    /// <summary>Sets, moves or takes away the exits of a whole position, or adds those of a part. False when that changes nothing.</summary>
    /// <param name="isNamed">Whether each of the two is spoken of at all.</param>
    public bool Set(SandboxAccount account, Order? entry, InstrumentId instrument, Side side, BybitExitTerms exits, (bool Profit, bool Loss) isNamed, Quantity? size = null)
    {
        if (exits.IsPartial)
        {
            pairs.Add(new(account, instrument, side, ++numbers, isPartial: true) { Entry = entry, Size = size, Profit = LegOf(exits.Profit), Loss = LegOf(exits.Loss) });
            return true;
        }

        var pair = OfPosition(account.Trading, instrument);
        if (pair is null)
        {
            pairs.Add(pair = new(account, instrument, side, ++numbers, isPartial: false));
        }

        var before = (pair.Profit?.Level, pair.Loss?.Level);
        pair.IsBound &= before is (null, null) || isNamed is (true, true);
        pair.Profit = isNamed.Profit ? Moved(pair, pair.Profit, exits.Profit) : pair.Profit;
        pair.Loss = isNamed.Loss ? Moved(pair, pair.Loss, exits.Loss) : pair.Loss;
        return before != (pair.Profit?.Level, pair.Loss?.Level);
    }

    /// <summary>Those of the whole position.</summary>
    public BybitExitPair? OfPosition(Account account, InstrumentId instrument) =>
        pairs.Find(pair => !pair.IsPartial && pair.Account.Trading == account && pair.Instrument == instrument);

    /// <summary>Makes the orders be as the pairs and the position are now.</summary>
    public void Fit(Account account, InstrumentId instrument)
    {
        foreach (var pair in pairs.FindAll(pair => pair.Account.Trading == account && pair.Instrument == instrument))
        {
            var held = account.Holds(instrument);
            if (pair.IsOver || held.IsZero || Sides.Reducing(held) != pair.Side || !pair.Legs.Any())
            {
                End(pair);
                continue;
            }

            foreach (var leg in pair.Legs.TakeWhile(_ => pairs.Contains(pair)))
            {
                Fit(pair, leg, pair.Of(held));
            }
        }
    }

    private void Fit(BybitExitPair pair, BybitExitLeg leg, Quantity quantity)
    {
        if (leg.Order is not { IsOpen: true } order)
        {
            Place(pair, leg, quantity);
        }
        else if (order.Quantity != quantity || order.StopPrice != leg.Level.Trigger || order.LimitPrice != leg.Level.Limit)
        {
            floor.Amend(pair.Account, order, new(quantity, leg.Level.Limit, leg.Level.Trigger));
        }
    }

    private void Place(BybitExitPair pair, BybitExitLeg leg, Quantity quantity)
    {
        var terms = pair.Terms(leg, quantity);
        var ruling = floor.Place(pair.Account, terms);
        leg.Order = ruling.Order;
        if (ruling.Refusal is { Reason: RejectReason.WouldTriggerImmediately })
        {
            // The price went through it while the entry filled: it leaves at once.
            End(pair);
            floor.Place(pair.Account, terms with { Type = terms.LimitPrice is null ? OrderType.Market : OrderType.Limit, StopPrice = null, Trigger = null });
        }
    }

    private void End(BybitExitPair pair)
    {
        pairs.Remove(pair);
        foreach (var order in pair.Legs.Select(leg => leg.Order).OfType<Order>().Where(order => order.IsOpen))
        {
            floor.Cancel(pair.Account, order);
        }
    }

    private BybitExitLeg? Moved(BybitExitPair pair, BybitExitLeg? leg, BybitExitLevel? level)
    {
        if (leg is not null && level is not null && (leg.Level.Limit is null) == (level.Limit is null))
        {
            leg.Level = level;
            return leg;
        }

        if (leg?.Order is { IsOpen: true } order)
        {
            leg.Order = null;
            floor.Cancel(pair.Account, order);
        }

        return LegOf(level);
    }

    private void Begin(Order entry)
    {
        if (!entry.Filled.IsZero && waiting.Remove((entry.Account, entry.Number), out var begun))
        {
            Set(begun.Account, entry, entry.Terms.Instrument, entry.Side.Opposite, begun.Exits, (begun.Exits.Profit is not null, begun.Exits.Loss is not null));
        }
        else if (!entry.IsOpen)
        {
            waiting.Remove((entry.Account, entry.Number));
        }
    }

    // The engine is amid what it tells: orders are placed when it is done.
    private void Happened(Happening happening)
    {
        if (happening.Order is not { } order)
        {
            return;
        }

        Begin(order);
        if (pairs.Find(pair => pair.Legs.Any(leg => leg.Order == order)) is { } pair)
        {
            Note(pair, order, happening.Event);
        }

        if (pairs.Exists(each => each.Account.Trading == order.Account && each.Instrument == order.Terms.Instrument))
        {
            _ = Task.Run(() => floor.Read(_ =>
            {
                Fit(order.Account, order.Terms.Instrument);
                return true;
            }));
        }
    }

    private void Note(BybitExitPair pair, Order order, LedgerEvent happened)
    {
        var leg = pair.Legs.First(leg => leg.Order == order);
        switch (happened)
        {
            case OrderTriggered:
                // What has triggered is an order of its own, and the engine ends the other.
                pairs.Remove(pair);
                break;
            case OrderAmended amended:
                leg.Level = leg.Level with { Trigger = amended.StopPrice ?? leg.Level.Trigger, Limit = amended.LimitPrice };
                break;
            case OrderCancelled { Reason: CancelReason.Requested }:
                pair.IsOver = pair.IsBound;
                pair.Profit = leg == pair.Profit ? null : pair.Profit;
                pair.Loss = leg == pair.Loss ? null : pair.Loss;
                break;
            default:
                break;
        }
    }

    private static BybitExitLeg? LegOf(BybitExitLevel? level) => level is null ? null : new(level);
}
