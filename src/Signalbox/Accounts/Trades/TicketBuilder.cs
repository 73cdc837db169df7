using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>What a step of a trade wants at the venue, before prices are settled and rounded.</summary>
internal readonly record struct TicketRequest
{
    public required Leg Leg { get; init; }

    public int Revision { get; init; }

    public required Side Side { get; init; }

    public required Quantity Quantity { get; init; }

    public required Quantity Unrounded { get; init; }

    public required OrderTerms Terms { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    public decimal? CancelAfterSeconds { get; init; }

    /// <summary>What an entry is valued by.</summary>
    public Price? ValuedAt { get; init; }
}

internal readonly record struct TicketResult(OrderTicket? Ticket, Refusal? Refusal);

/// <summary>Settles the prices of an order, rounds them, and notes what rounding changed and what it cannot carry.</summary>
internal static class TicketBuilder
{
    public static readonly OrderTerms AtMarket = new() { Type = OrderType.Market };

    /// <summary>An order that waited here for its price is sent as what the trigger leaves of it.</summary>
    public static OrderTerms OnceTriggered(Trade trade, AccountProfile profile, OrderTerms terms) =>
        !IsDue(terms) && (!trade.IsTriggered || !Triggers.Keeps(profile, terms)) ? terms
        : terms.Type == OrderType.StopLimit ? new() { Type = OrderType.Limit, LimitPrice = terms.LimitPrice ?? terms.StopPrice }
        : AtMarket;

    /// <summary>A stop that names no price stands at the market: it is triggered already.</summary>
    public static bool IsDue(OrderTerms terms) => terms is { Type: OrderType.Stop or OrderType.StopLimit, StopPrice: null };

    public static TicketResult Build(Turn turn, Trade trade, in TicketRequest wanted)
    {
        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var limit = wanted.Terms.LimitPrice;
        if (wanted.Terms.Type is OrderType.Limit or OrderType.StopLimit && limit is null)
        {
            limit = PriceBasis.Of(turn.MarketOf(instrument.Id), trade.Request.SignalPrice, wanted.Side, turn.Now, wanted.Terms.QuotePrice);
            if (limit is null)
            {
                return new(null, new("unpriced", $"A limit order needs a price and no current price of {instrument.Id} is known. Send limitPrice with the signal.", "limitPrice"));
            }
        }

        var stop = wanted.Terms.StopPrice;
        var usedLimit = limit is { } asked ? Rounding.Limit(wanted.Side, asked, instrument.TickSize) : default(Price?);
        var usedStop = stop is { } trigger ? RoundedStop(wanted, trigger, instrument) : default(Price?);
        if (usedLimit is { Value: <= 0 } || usedStop is { Value: <= 0 })
        {
            return new(null, new("price-below-tick", $"The price is below one tick of {instrument.TickSize} {instrument.Quote} for {instrument.Id}. Check the price.", "limitPrice"));
        }

        var visible = wanted.Terms.VisibleQuantity is { } shown ? Rounding.DownToLot(shown, instrument.LotSize) : default(Quantity?);
        if (visible is { } slice && Slices.Refuse(wanted.Quantity, slice, instrument) is { } unsliced)
        {
            return new(null, unsliced);
        }

        return new(Ticket(turn, trade, wanted, instrument, new(usedLimit, usedStop, visible, Adjustments(wanted, limit, usedLimit, usedStop))), null);
    }

    private static Price RoundedStop(in TicketRequest wanted, Price stop, Instrument instrument) => wanted.Leg == Leg.Entry
        ? Rounding.EntryStop(wanted.Side, stop, instrument.TickSize)
        : Rounding.ProtectiveStop(wanted.Side, stop, instrument.TickSize);

    private readonly record struct Settled(Price? Limit, Price? Stop, Quantity? Visible, ValueList<Adjustment> Adjustments);

    private static OrderTicket Ticket(Turn turn, Trade trade, in TicketRequest wanted, Instrument instrument, in Settled settled)
    {
        var life = OrderLife.Of(turn.State, trade.Request, wanted, turn.Now);
        var isOutside = AsksOutsideHours(trade, instrument) && MayOutsideHours(wanted, life.TimeInForce);
        var slice = settled.Visible is { } visible && Slices.AreNeeded(turn.Profile, wanted.Terms) ? Slices.Next(wanted.Quantity, visible, instrument) : default(Quantity?);
        return new()
        {
            Id = OrderSending.IdOf(turn.Profile, trade.Id, Text.Words.Of(wanted.Leg), wanted.Revision),
            Instrument = instrument.Id,
            Trade = trade.Id,
            Leg = wanted.Leg,
            Revision = wanted.Revision,
            Side = wanted.Side,
            Type = wanted.Terms.Type,
            Quantity = slice ?? wanted.Quantity,
            Whole = slice is null ? null : wanted.Quantity,
            VisibleQuantity = settled.Visible,
            LimitPrice = settled.Limit,
            StopPrice = settled.Stop,
            Adjustments = WithUnmet(settled.Adjustments, trade, wanted, AsksOutsideHours(trade, instrument) && !isOutside),
            ValuedAt = wanted.ValuedAt,
            TimeInForce = life.TimeInForce,
            ReduceOnly = wanted.ReduceOnly && turn.Profile.Capabilities.ReduceOnly,
            PostOnly = wanted.Terms.PostOnly,
            OutsideHours = isOutside,
            GoodTill = life.GoodTill,
            CancelAt = life.CancelAt,
            IntendedAt = turn.Now,
            SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
        };
    }

    private static bool AsksOutsideHours(Trade trade, Instrument instrument) =>
        instrument.Kind == InstrumentKind.Stock && trade.Request.Terms.ExtendedHours.Value;

    /// <summary>Everything else trades in the session only, wherever stocks are traded.</summary>
    private static bool MayOutsideHours(in TicketRequest wanted, TimeInForce life) =>
        wanted.Terms.Type == OrderType.Limit && life is TimeInForce.Day or TimeInForce.Gtc;

    /// <summary>What was asked and no order here carries is told with the order.</summary>
    private static ValueList<Adjustment> WithUnmet(ValueList<Adjustment> noted, Trade trade, in TicketRequest wanted, bool staysInside)
    {
        noted = staysInside ? noted.Add(new("extendedHours", "true", "false")) : noted;
        return wanted.Leg == Leg.Entry && trade.Request.Terms.Leverage.Value is { } leverage
            ? noted.Add(new("leverage", Decimals.Canonical(leverage), "the account's own"))
            : noted;
    }

    private static ValueList<Adjustment> Adjustments(in TicketRequest wanted, Price? limit, Price? usedLimit, Price? usedStop)
    {
        ValueList<Adjustment> adjustments = [];
        adjustments = Note(adjustments, "quantity", wanted.Unrounded.Value, wanted.Quantity.Value);
        adjustments = Note(adjustments, "limitPrice", limit?.Value, usedLimit?.Value);
        return Note(adjustments, "stopPrice", wanted.Terms.StopPrice?.Value, usedStop?.Value);
    }

    private static ValueList<Adjustment> Note(ValueList<Adjustment> noted, string field, decimal? asked, decimal? used) =>
        asked is { } before && used is { } after && before != after
            ? noted.Add(new(field, Decimals.Canonical(before), Decimals.Canonical(after)))
            : noted;
}
