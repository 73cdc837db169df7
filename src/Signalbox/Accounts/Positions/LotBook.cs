using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Positions;

/// <summary>What a fill does to the lots: it closes opposite ones first, then opens or grows the trade's own.</summary>
/// <param name="Owner">The trade the fill belongs to.</param>
/// <param name="Preferred">The lot an exit was meant for: closed before the others.</param>
/// <param name="Reach">Lots within reach close before those beyond it.</param>
/// <param name="IsExit">An exit that is left over opens a stray lot.</param>
public readonly record struct LotFill(TradeId? Owner, TradeId? Preferred, PositionReach Reach, bool IsExit, Side Side, Quantity Quantity, Price Price, DateTimeOffset At)
{
    /// <summary>It should not have happened: it opens a stray lot of its own and leaves the others alone.</summary>
    public bool IsExcess { get; init; }

    public bool OpensStray => IsExit || IsExcess;
}

public static class LotBook
{
    private const int Ranks = 3;

    /// <summary>Lots a fill closes, in order: the preferred one, those within reach, the rest; each first in first out.</summary>
    public static ValueList<LotClose> Closes(ValueList<Lot> lots, LotFill fill, Instrument instrument)
    {
        ValueList<LotClose> closes = [];
        if (fill.IsExcess)
        {
            return closes;
        }

        var left = fill.Quantity;
        for (var rank = 0; rank < Ranks; rank++)
        {
            for (var i = 0; i < lots.Count && !left.IsZero; i++)
            {
                if (IsOpposite(lots[i], fill.Side) && Rank(lots[i], fill) == rank)
                {
                    var lot = lots[i];
                    var taken = Quantity.Min(left, lot.Quantity.Abs());
                    closes = closes.Add(new(lot.Trade, taken, ProfitOf(lot, taken, fill.Price, instrument)));
                    left -= taken;
                }
            }
        }

        return closes;
    }

    /// <summary>The lots after a fill that closed what <see cref="Closes"/> said.</summary>
    public static ValueList<Lot> Fold(ValueList<Lot> lots, LotFill fill, ValueList<LotClose> closes, Instrument instrument)
    {
        var left = fill.Quantity;
        foreach (var close in closes)
        {
            lots = Reduce(lots, close, fill.Side);
            left -= close.Quantity;
        }

        return left.IsZero ? lots : Open(lots, fill, left, instrument);
    }

    public static Quantity Net(ValueList<Lot> lots)
    {
        var net = Quantity.Zero;
        foreach (var lot in lots)
        {
            net += lot.Quantity;
        }

        return net;
    }

    /// <summary>What nobody claimed belongs to a trade from now on.</summary>
    public static ValueList<Lot> Claim(ValueList<Lot> lots, TradeId trade)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i] is { Trade: null, IsDust: false })
            {
                lots = lots.SetItem(i, lots[i] with { Trade = trade, Entered = lots[i].Quantity.Abs() });
            }
        }

        return lots;
    }

    /// <summary>What a trade left below the smallest lot joins the dust, which belongs to nobody.</summary>
    public static ValueList<Lot> Disown(ValueList<Lot> lots, TradeId trade)
    {
        var left = lots[IndexOf(lots, trade)];
        lots = lots.RemoveAt(IndexOf(lots, trade));
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].IsDust && Math.Sign(lots[i].Quantity.Value) == Math.Sign(left.Quantity.Value))
            {
                var dust = lots[i];
                return lots.SetItem(i, dust with { Quantity = dust.Quantity + left.Quantity, Cost = dust.Cost + left.Cost, Entered = dust.Entered + left.Entered });
            }
        }

        return lots.Add(left with { Trade = null, IsDust = true });
    }

    /// <summary>A trade's own lot, a stray one of it, or what nobody claimed; dust is none of them.</summary>
    public static int IndexOf(ValueList<Lot> lots, TradeId? trade, bool stray = false)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Trade == trade && lots[i].Stray == stray && !lots[i].IsDust)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Rank(Lot lot, LotFill fill) =>
        (fill.Preferred is { } preferred ? lot.Trade == preferred : fill.Owner is null && lot.Trade is null) ? 0
        : fill.Reach.Includes(lot) ? 1
        : 2;

    private static bool IsOpposite(Lot lot, Side side) => Math.Sign(lot.Quantity.Value) == -side.Sign;

    private static Money ProfitOf(Lot lot, Quantity taken, Price price, Instrument instrument)
    {
        var part = new Quantity(taken.Value * Math.Sign(lot.Quantity.Value));
        return instrument.Profit(lot.Cost * part.Value / lot.Quantity.Value, instrument.Cost(part, price));
    }

    private static ValueList<Lot> Reduce(ValueList<Lot> lots, LotClose close, Side fillSide)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Trade == close.Trade && IsOpposite(lots[i], fillSide))
            {
                return Shrink(lots, i, close.Quantity);
            }
        }

        throw new InvalidOperationException($"No lot of {close.Trade} is left to close {close.Quantity} of.");
    }

    private static ValueList<Lot> Shrink(ValueList<Lot> lots, int index, Quantity taken)
    {
        var lot = lots[index];
        var rest = lot.Quantity - new Quantity(taken.Value * Math.Sign(lot.Quantity.Value));
        return rest.IsZero
            ? lots.RemoveAt(index)
            : lots.SetItem(index, lot with { Quantity = rest, Cost = lot.Cost * rest.Value / lot.Quantity.Value });
    }

    private static ValueList<Lot> Open(ValueList<Lot> lots, LotFill fill, Quantity quantity, Instrument instrument)
    {
        var signed = fill.Side.Directed(quantity);
        var cost = instrument.Cost(signed, fill.Price);
        var index = IndexOf(lots, fill.Owner, fill.OpensStray);
        if (index >= 0)
        {
            var lot = lots[index];
            return lots.SetItem(index, lot with { Quantity = lot.Quantity + signed, Cost = lot.Cost + cost, Entered = lot.Entered + quantity });
        }

        return lots.Add(new() { Trade = fill.Owner, Quantity = signed, Cost = cost, Entered = quantity, OpenedAt = fill.At, Stray = fill.OpensStray });
    }
}
