using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>Orders, fills, positions and balances, which answers and streams write alike.</summary>
internal static class HyperliquidReports
{
    public const string Settlement = "USDC";

    public static OrderReport? Of(OrderUpdate told)
    {
        if (told.Order is not { Coin: { } coin, Oid: > 0 } order || HyperliquidWords.SideOf(order.Side) is not { } side
            || HyperliquidWords.TypeOf(order.OrderType) is not { } type || HyperliquidWords.StateOf(told.Status) is not { } state)
        {
            return null;
        }

        var left = order.Sz ?? 0;
        var whole = order.OrigSz ?? left;
        return new()
        {
            ClientOrderId = HyperliquidIds.Read(order.Cloid),
            ForeignClientId = HyperliquidIds.Read(order.Cloid) is null ? order.Cloid : null,
            VenueOrderId = new(HyperliquidCodec.Number(order.Oid)),
            Instrument = new(coin),
            Side = side,
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            ReduceOnly = order.ReduceOnly == true,
            PostOnly = order.Tif == "Alo",
            State = state == VenueOrderState.Filled && left > 0 ? EndOf(order) : state,
            Quantity = new(whole),
            // What never came to trade is told as if all of it were left, or none.
            FilledQuantity = new(state == VenueOrderState.Rejected ? 0 : Math.Max(0, whole - left)),
            // The limit of an order at the market is only the bound of its slippage.
            LimitPrice = type.Type is OrderType.Market or OrderType.Stop ? null : HyperliquidWords.PriceOf(order.LimitPx),
            StopPrice = order.IsTrigger == false ? null : HyperliquidWords.PriceOf(order.TriggerPx),
            TimeInForce = HyperliquidWords.LifeOf(order.Tif),
            At = UnixTime.FromMilliseconds(told.StatusTimestamp > 0 ? told.StatusTimestamp : order.Timestamp),
            Reason = HyperliquidWords.ReasonOf(told.Status),
        };
    }

    public static FillReport? Of(WireFill fill) => fill.Coin is not { } coin || HyperliquidWords.SideOf(fill.Side) is not { } side || fill.Tid == 0 ? null : new()
    {
        FillId = new(HyperliquidCodec.Number(fill.Tid)),
        ClientOrderId = HyperliquidIds.Read(fill.Cloid),
        VenueOrderId = new(HyperliquidCodec.Number(fill.Oid)),
        Instrument = new(coin),
        Side = side,
        Quantity = new(fill.Sz),
        Price = new(fill.Px),
        Fee = new(fill.Fee ?? 0),
        FeeCurrency = fill.FeeToken,
        IsMaker = fill.Crossed is { } crossed ? !crossed : null,
        At = UnixTime.FromMilliseconds(fill.Time),
        Cause = CauseOf(fill),
    };

    public static IReadOnlyList<VenuePosition>? Positions(MarginState state) => state.AssetPositions is not { } positions ? null
        : WireJson.All(positions.Where(each => each.Position is not { Szi: 0 }).Select(each => each.Position is { Coin: { } coin } position
            ? new VenuePosition(new(coin), new(position.Szi), new(position.EntryPx ?? 0))
            {
                UnrealisedProfit = position.UnrealizedPnl is { } profit ? new(profit) : null,
                LiquidationPrice = HyperliquidWords.PriceOf(position.LiquidationPx),
                Leverage = position.Leverage?.Value,
                MarginMode = HyperliquidWords.ModeOf(position.Leverage?.Type),
            }
            : null));

    /// <summary>The account's value holds what its positions have not realised yet; what is held is without it.</summary>
    public static IReadOnlyList<VenueBalance>? Margin(MarginState state)
    {
        if (state is not { MarginSummary: { } summary, AssetPositions: { } positions })
        {
            return null;
        }

        var held = summary.AccountValue - positions.Sum(each => each.Position?.UnrealizedPnl ?? 0);
        return [new(Settlement, new(held), new(state.Withdrawable ?? Math.Max(0, held - (summary.TotalMarginUsed ?? 0))))];
    }

    public static IReadOnlyList<VenueBalance>? Balances(SpotState state) => state.Balances is not { } balances ? null
        : [.. balances.Where(balance => balance.Total != 0).Select(balance =>
            new VenueBalance(balance.Coin ?? "", new(balance.Total), new(balance.Total - (balance.Hold ?? 0))))];

    // An order that may not rest and has something left has ended; of any other only more words can tell.
    private static VenueOrderState EndOf(WireOrder order) =>
        HyperliquidWords.LifeOf(order.Tif) == TimeInForce.Ioc || order.OrderType is "Market" or "Stop Market" or "Take Profit Market"
            ? VenueOrderState.Cancelled
            : VenueOrderState.Working;

    private static FillCause CauseOf(WireFill fill) => fill switch
    {
        { Dir: "Auto-Deleveraging" } => FillCause.AutoDeleveraging,
        { Dir: { } dir } when dir.StartsWith("Liquidated", StringComparison.Ordinal) => FillCause.Liquidation,
        // Both sides of a liquidation in the book are told of it; the one that takes is whose position it was.
        { Liquidation.LiquidatedUser: not null, Crossed: true } => FillCause.Liquidation,
        { Dir: "Settlement" or "Spot Dust Conversion" } => FillCause.Settlement,
        _ => FillCause.Trade,
    };
}
