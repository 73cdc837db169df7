using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>Orders, fills and positions in our words, asked for or streamed. Null is what the documentation does not say.</summary>
internal static class OkxReports
{
    private const string Trailing = "25";

    public static OrderReport? Decode(OkxOrder order)
    {
        var came = Came(order);
        if (order is not { OrdId: { Length: > 0 } number, InstId: { } instrument }
            || OkxWords.SideOf(order.Side) is not { } side
            || OkxWords.TypeOf(order.OrdType) is not { } type
            || OkxWords.StateOf(order.State, came) is not { } state)
        {
            return null;
        }

        var (ours, foreign) = NameOf(order);
        return new()
        {
            ClientOrderId = ours,
            ForeignClientId = foreign,
            VenueOrderId = new(number),
            Instrument = new(instrument),
            Side = side,
            Type = came ? WaitedAs(order, type.Type) : type.Type,
            State = state,
            Quantity = new(QuantityOf(order)),
            FilledQuantity = new(order.AccFillSz ?? 0),
            LimitPrice = type.Type == OrderType.Limit ? OkxWords.PriceOf(order.Px) : null,
            AveragePrice = OkxWords.PriceOf(order.AvgPx),
            TimeInForce = type.Life,
            ReduceOnly = order.ReduceOnly,
            PostOnly = type.PostOnly,
            PositionSide = OkxWords.PositionSideOf(order.PosSide),
            At = UnixTime.FromMilliseconds(order.UTime > 0 ? order.UTime : order.CTime),
            Reason = state == VenueOrderState.Cancelled ? OkxWords.TextOf(order.CancelSourceReason) ?? OkxWords.TextOf(order.CancelSource) : null,
        };
    }

    /// <summary>Whether it is an order that waits for a price, and not a strategy that follows the book.</summary>
    public static bool Waits(OkxAlgoOrder order) => order.OrdType is "conditional" or "oco" or "trigger" or "move_order_stop";

    public static OrderReport? Decode(OkxAlgoOrder order)
    {
        if (order is not { AlgoId: { Length: > 0 } number, InstId: { } instrument }
            || OkxWords.SideOf(order.Side) is not { } side
            || TermsOf(order) is not { } terms
            || OkxWords.AlgoStateOf(order.State) is not { } state)
        {
            return null;
        }

        var ours = OkxIds.Read(order.AlgoClOrdId);
        return new()
        {
            ClientOrderId = ours,
            ForeignClientId = ours is null ? OkxWords.TextOf(order.AlgoClOrdId) : null,
            VenueOrderId = OkxAlgoNumber.Write(number),
            Instrument = new(instrument),
            Side = side,
            Type = terms.Type,
            TakesProfit = terms.TakesProfit,
            State = state,
            Quantity = new(order.Sz ?? 0),
            FilledQuantity = Quantity.Zero,
            StopPrice = OkxWords.PriceOf(terms.Stop),
            LimitPrice = OkxWords.PriceOf(terms.Limit),
            TimeInForce = terms.Type == OrderType.StopLimit ? TimeInForce.Gtc : null,
            ReduceOnly = order.ReduceOnly,
            PositionSide = OkxWords.PositionSideOf(order.PosSide),
            At = UnixTime.FromMilliseconds(order.UTime > 0 ? order.UTime : order.PTime > 0 ? order.PTime : order.CTime),
            Reason = state == VenueOrderState.Rejected ? OkxWords.TextOf(order.FailCode) : null,
        };
    }

    /// <summary>The numbers of the orders it became.</summary>
    public static IReadOnlyList<VenueOrderId> BecameOf(OkxAlgoOrder order) => order.OrdIdList is { Count: > 0 } numbers
        ? [.. numbers.Select(number => new VenueOrderId(number))]
        : OkxWords.TextOf(order.OrdId) is { } one ? [new(one)] : [];

    public static FillReport? Decode(OkxFill fill) =>
        fill is not { TradeId: { Length: > 0 } id, InstId: { } instrument, FillPx: > 0, FillSz: > 0 } || OkxWords.SideOf(fill.Side) is not { } side
            ? null
            : new()
            {
                FillId = new(id),
                ClientOrderId = OkxIds.Read(fill.ClOrdId),
                // Block trades have no order.
                VenueOrderId = new(fill.OrdId ?? ""),
                Instrument = new(instrument),
                Side = side,
                Quantity = new(fill.FillSz.Value),
                Price = new(fill.FillPx.Value),
                Fee = new(-(fill.Fee ?? 0)),
                FeeCurrency = OkxWords.TextOf(fill.FeeCcy),
                IsMaker = MakerOf(fill.ExecType),
                At = UnixTime.FromMilliseconds(fill.FillTime > 0 ? fill.FillTime : fill.Ts),
                Cause = OkxWords.CauseOf(fill.SubType),
            };

    /// <summary>The fill that a streamed order tells of; null when it tells of none.</summary>
    public static FillReport? FillOf(OkxOrder order, OrderReport report) => order is not { FillSz: > 0, FillPx: > 0 } || OkxWords.TextOf(order.TradeId) is not { } id
        ? null
        : new()
        {
            FillId = new(id),
            ClientOrderId = report.ClientOrderId,
            VenueOrderId = report.VenueOrderId,
            Instrument = report.Instrument,
            Side = report.Side,
            Quantity = new(order.FillSz.Value),
            Price = new(order.FillPx.Value),
            Fee = new(-(order.FillFee ?? 0)),
            FeeCurrency = OkxWords.TextOf(order.FillFeeCcy),
            IsMaker = MakerOf(order.ExecType),
            At = UnixTime.FromMilliseconds(order.FillTime > 0 ? order.FillTime : order.UTime),
            Cause = OkxWords.CauseOfCategory(order.Category),
        };

    /// <summary>Liquidations trade without a number that a stream would tell: their fills must be asked for.</summary>
    public static bool HidesItsFill(OkxOrder order) => order is { FillSz: > 0 } && OkxWords.TextOf(order.TradeId) is null;

    public static VenuePosition? Decode(OkxPosition position)
    {
        if (position is not { InstId: { } instrument })
        {
            return null;
        }

        var (side, size) = (OkxWords.PositionSideOf(position.PosSide), position.Pos ?? 0);
        return new(new(instrument), new(side == PositionSide.Short ? -Math.Abs(size) : size), new(position.AvgPx ?? 0))
        {
            Side = side,
            UnrealisedProfit = position.Upl is { } profit ? new(profit) : null,
            LiquidationPrice = OkxWords.PriceOf(position.LiqPx),
            Leverage = position.Lever,
            MarginMode = OkxWords.MarginModeOf(position.MgnMode),
        };
    }

    public static VenueBalance? Decode(OkxBalance balance)
    {
        var total = balance.CashBal ?? balance.Eq ?? 0;
        return balance.Ccy is { } currency ? new(currency, new(total), new(balance.AvailEq ?? balance.AvailBal ?? total)) : null;
    }

    private static bool Came(OkxOrder order) => OkxWords.TextOf(order.AlgoId) is not null;

    // What a waiting order becomes has no id of its own; it goes by the one that it waited under.
    private static (ClientOrderId? Ours, string? Foreign) NameOf(OkxOrder order)
    {
        var ours = OkxIds.Read(order.ClOrdId) ?? OkxIds.Read(order.AlgoClOrdId);
        return (ours, ours is null ? OkxWords.TextOf(order.ClOrdId) ?? OkxWords.TextOf(order.AlgoClOrdId) : null);
    }

    private static OrderType WaitedAs(OkxOrder order, OrderType type) => order.Source == Trailing ? OrderType.TrailingStop
        : type == OrderType.Limit ? OrderType.StopLimit
        : OrderType.Stop;

    // A market order sized in the quote currency has no quantity before it has traded.
    private static decimal QuantityOf(OkxOrder order) => order is { TgtCcy: "quote_ccy", OrdType: "market" } ? order.AccFillSz ?? 0 : order.Sz ?? 0;

    private static bool? MakerOf(string? word) => word switch
    {
        "M" => true,
        "T" => false,
        _ => null,
    };

    // Of an order with two sides the stop counts, until the other has been taken.
    private static (OrderType Type, bool TakesProfit, decimal? Stop, decimal? Limit)? TermsOf(OkxAlgoOrder order) => order.OrdType switch
    {
        "conditional" or "oco" when order.SlTriggerPx is > 0 && order.ActualSide != "tp" => (TypeOf(order.SlOrdPx), false, order.SlTriggerPx, order.SlOrdPx),
        "conditional" or "oco" => (TypeOf(order.TpOrdPx), true, order.TpTriggerPx ?? order.TpOrdPx, order.TpOrdPx),
        "trigger" => (TypeOf(order.OrdPx), false, order.TriggerPx, order.OrdPx),
        "move_order_stop" => (OrderType.TrailingStop, false, order.MoveTriggerPx ?? order.ActivePx, null),
        _ => null,
    };

    private static OrderType TypeOf(decimal? price) => price is > 0 ? OrderType.StopLimit : OrderType.Stop;
}
