using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>What the futures account stream says, in our words.</summary>
public static class BinanceUsdmEvents
{
    /// <summary>Reads one message. Null when it is not what the documentation says.</summary>
    public static UsdmNews? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, UsdmEventJson.Default.UsdmMessage) is not { Type: { } type } message)
        {
            return null;
        }

        return type switch
        {
            "ORDER_TRADE_UPDATE" => Read(message.Order) is { } order ? Trade(order, message.TransactedAt) : null,
            "ALGO_UPDATE" => Read(message.Order) is { } order ? Algo(order, message.TransactedAt) : null,
            "ACCOUNT_UPDATE" => Account(message.Account),
            "listenKeyExpired" => new([], Ended: "the listen key has expired"),
            // The same fills with less in them, changes of settings, margin calls: told elsewhere or not of an order.
            _ => new([]),
        };
    }

    private static UsdmEventOrder? Read(JsonElement? order) => order is { ValueKind: JsonValueKind.Object } element
        ? WireJson.Read(element, UsdmEventJson.Default.UsdmEventOrder)
        : null;

    /// <summary>A fill is told before the report that counts it.</summary>
    private static UsdmNews? Trade(UsdmEventOrder told, long at)
    {
        var isTriggered = told.OriginalType is not null && told.OriginalType != told.OrderType;
        if (BinanceUsdmCodec.TypeOf(isTriggered ? told.OriginalType : told.OrderType) is not { } type
            || BinanceWords.StateOf(told.Status, isTriggered) is not { } state
            || BinanceWords.SideOf(told.Side) is not { } side || told is not { Symbol: { } symbol, OrderId: > 0 })
        {
            return null;
        }

        var report = new OrderReport
        {
            ClientOrderId = BinanceIds.Read(told.ClientId),
            ForeignClientId = BinanceIds.Read(told.ClientId) is null ? told.ClientId : null,
            VenueOrderId = new(BinanceUsdmCodec.Number(told.OrderId)),
            Instrument = new(symbol),
            Side = side,
            PositionSide = BinanceUsdmCodec.SideOf(told.PositionSide),
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = told.TimeInForce == "GTX",
            ReduceOnly = told.ReduceOnly == true,
            State = state,
            Quantity = new(told.Quantity),
            FilledQuantity = new(told.Filled),
            AveragePrice = BinanceWords.PriceOf(told.AveragePrice),
            LimitPrice = BinanceWords.PriceOf(told.Price),
            StopPrice = BinanceWords.PriceOf(told.StopPrice),
            TimeInForce = BinanceWords.LifeOf(told.TimeInForce),
            At = UnixTime.FromMilliseconds(told.TradedAt > 0 ? told.TradedAt : at),
            Reason = told.ExpiryReason is null or "0" ? null : told.ExpiryReason,
        };
        return told is { Execution: "TRADE" or "CALCULATED", TradeId: > 0 } && told.LastQuantity > 0
            ? new([new VenueEvent.Executed(Fill(told, report)), new VenueEvent.OrderChanged(report)])
            : new([new VenueEvent.OrderChanged(report)]);
    }

    private static FillReport Fill(UsdmEventOrder told, OrderReport report) => new()
    {
        FillId = new(BinanceUsdmCodec.Number(told.TradeId)),
        ClientOrderId = report.ClientOrderId,
        VenueOrderId = report.VenueOrderId,
        Instrument = report.Instrument,
        Side = report.Side,
        Quantity = new(told.LastQuantity),
        Price = new(told.LastPrice),
        Fee = new(told.Commission ?? 0),
        FeeCurrency = told.CommissionAsset,
        IsMaker = told.IsMaker,
        At = report.At,
        Cause = CauseOf(told.ClientId),
    };

    // Orders of the venue itself are named for what they do.
    private static FillCause CauseOf(string? clientId) => clientId switch
    {
        "adl_autoclose" => FillCause.AutoDeleveraging,
        not null when clientId.StartsWith("autoclose-", StringComparison.Ordinal) => FillCause.Liquidation,
        not null when clientId.StartsWith("settlement_autoclose-", StringComparison.Ordinal) => FillCause.Settlement,
        _ => FillCause.Trade,
    };

    private static UsdmNews? Algo(UsdmEventOrder told, long at)
    {
        if (BinanceUsdmCodec.TypeOf(told.OrderType) is not { } type || BinanceUsdmCodec.AlgoStateOf(told.Status) is not { } state
            || BinanceWords.SideOf(told.Side) is not { } side || told is not { Symbol: { } symbol, AlgoId: > 0 })
        {
            return null;
        }

        // Once it has become an order, that order tells what happens to it; here only that it has.
        var became = BinanceUsdmCodec.Actual(told.ActualOrderId);
        var report = new OrderReport
        {
            ClientOrderId = BinanceIds.Read(told.ClientAlgoId),
            ForeignClientId = BinanceIds.Read(told.ClientAlgoId) is null ? told.ClientAlgoId : null,
            VenueOrderId = BinanceAlgoNumber.Write(told.AlgoId),
            Instrument = new(symbol),
            Side = side,
            PositionSide = BinanceUsdmCodec.SideOf(told.PositionSide),
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            ReduceOnly = told.ReduceOnly == true,
            State = state,
            Quantity = new(told.Quantity),
            FilledQuantity = Quantity.Zero,
            LimitPrice = BinanceWords.PriceOf(told.Price),
            StopPrice = BinanceWords.PriceOf(told.TriggerPrice),
            TimeInForce = BinanceWords.LifeOf(told.TimeInForce),
            At = UnixTime.FromMilliseconds(at),
            Reason = told.FailedReason is { Length: > 0 } why ? why : null,
        };
        return new(state == VenueOrderState.Triggered && told.Status == "FINISHED" ? [] : [new VenueEvent.OrderChanged(report)], Became: became, BecameOf: report.ClientOrderId);
    }

    private static UsdmNews? Account(UsdmAccount? account) => account is null ? null : new(
    [
        .. account.Balances is { Count: > 0 } balances
            ? [new VenueEvent.BalancesChanged([.. balances.Select(balance => new VenueBalance(balance.Asset ?? "", new(balance.Wallet), new(balance.CrossWallet ?? balance.Wallet)))])]
            : Array.Empty<VenueEvent>(),
        .. account.Positions is { Count: > 0 } positions
            ? [new VenueEvent.PositionsChanged([.. positions.Select(position => new VenuePosition(new(position.Symbol ?? ""), new(position.Amount), new(position.EntryPrice))
            {
                Side = BinanceUsdmCodec.SideOf(position.Side),
                UnrealisedProfit = position.Unrealised is { } profit ? new(profit) : null,
                MarginMode = position.MarginType == "isolated" ? MarginMode.Isolated : MarginMode.Cross,
            })])]
            : Array.Empty<VenueEvent>(),
    ]);
}

/// <param name="Became">The number of the order that a waiting one became.</param>
/// <param name="BecameOf">Our id of the one that waited.</param>
/// <param name="Ended">The venue says that the stream ends.</param>
public sealed record UsdmNews(IReadOnlyList<VenueEvent> Events, VenueOrderId? Became = null, ClientOrderId? BecameOf = null, string? Ended = null);
