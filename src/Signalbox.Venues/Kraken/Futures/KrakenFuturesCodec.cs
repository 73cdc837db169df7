using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>What futures answers, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class KrakenFuturesCodec
{
    public static VenueOutcome? Accepted(WireReply reply) =>
        (WireJson.Read(reply, KrakenFuturesErrorJson.Default.KrakenFuturesAnswer) is { } answer ? answer.SendStatus ?? answer.EditStatus : null) is { Status: not null } done
            ? new VenueOutcome.Accepted(done.OrderId is { } number ? new(number) : null)
            : null;

    public static VenueOutcome? Cancelled(WireReply reply) =>
        WireJson.Read(reply, KrakenFuturesErrorJson.Default.KrakenFuturesAnswer)?.CancelStatus?.Status is not null ? new VenueOutcome.Accepted(null) : null;

    /// <summary>Settings, which are answered with nothing but success.</summary>
    public static VenueOutcome? Done(WireReply reply) =>
        WireJson.Read(reply, KrakenFuturesErrorJson.Default.KrakenFuturesAnswer) is { Result: "success" } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>One outcome for each order of a batch, which is tagged from one on.</summary>
    public static IReadOnlyList<VenueOutcome>? Accepted(WireReply reply, int orders)
    {
        if (Read(reply)?.BatchStatus is not { } statuses)
        {
            return null;
        }

        return [.. Enumerable.Range(1, orders).Select(tag => statuses.FirstOrDefault(each => each.OrderTag == tag.ToString(CultureInfo.InvariantCulture)) switch
        {
            { Status: { } status } told => KrakenFuturesVoice.Refusal(status, canBeFilled: true)?.Outcome ?? new VenueOutcome.Accepted(told.OrderId is { } number ? new(number) : null),
            _ => (VenueOutcome)new VenueOutcome.Unknown("The venue's answer does not say what became of the order."),
        })];
    }

    public static IReadOnlyList<OrderReport>? OpenOrders(WireReply reply) => Read(reply)?.OpenOrders is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    /// <summary>Orders asked for by their ids; those the venue does not know are left out.</summary>
    public static IReadOnlyList<OrderReport>? Statuses(WireReply reply) => Read(reply)?.Orders is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    /// <summary>Newest first, without fees.</summary>
    public static IReadOnlyList<FillReport>? Fills(WireReply reply) => Read(reply)?.Fills is { } fills ? WireJson.All(fills.Select(Decode)) : null;

    public static IReadOnlyList<VenuePosition>? Positions(WireReply reply) => Read(reply)?.OpenPositions is { } positions
        ? [.. positions.Where(position => position is { Symbol: not null, Size: not 0 }).Select(position => new VenuePosition(
            new(position.Symbol!.ToUpperInvariant()), new(position.Side == "short" ? -position.Size : position.Size), new(position.Price))
        {
            Leverage = position.MaxFixedLeverage is > 0 ? position.MaxFixedLeverage : null,
            MarginMode = position.MaxFixedLeverage is > 0 ? MarginMode.Isolated : MarginMode.Cross,
        })]
        : null;

    /// <summary>The wallet of many currencies and the older wallets of one contract each, by currency; cash that is no margin is left out.</summary>
    public static IReadOnlyList<VenueBalance>? Balances(WireReply reply)
    {
        if (Read(reply)?.Accounts is not { } accounts)
        {
            return null;
        }

        var all = accounts.Values.SelectMany(static account => account.Type switch
        {
            "multiCollateralMarginAccount" => (account.Currencies ?? []).Select(each => new VenueBalance(
                KrakenAssets.Usual(each.Key), new(each.Value.Quantity), new(each.Value.Available ?? each.Value.Quantity))),
            // Its first balance is the currency, what follows are contracts.
            "marginAccount" => (account.Balances ?? []).Where(each => !each.Key.Contains('_', StringComparison.Ordinal)).Take(1).Select(each => new VenueBalance(
                KrakenAssets.Usual(each.Key), new(each.Value), new(account.Auxiliary?.Af ?? each.Value))),
            _ => [],
        });
        return [.. all.GroupBy(balance => balance.Currency).Select(same => new VenueBalance(
            same.Key, new(same.Sum(each => each.Total.Value)), new(same.Sum(each => each.Available.Value))))];
    }

    public static IReadOnlyList<Instrument>? Instruments(WireReply reply) => Instruments(reply.Body.Span);

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, KrakenFuturesJson.Default.KrakenFuturesReply)?.Instruments is { } contracts ? [.. contracts.Select(KrakenContracts.Decode).OfType<Instrument>()] : null;

    public static MarketView? Quote(WireReply reply, DateTimeOffset now) => Read(reply)?.Ticker is { } ticker
        ? new() { Bid = KrakenWords.PriceOf(ticker.Bid), Ask = KrakenWords.PriceOf(ticker.Ask), Last = KrakenWords.PriceOf(ticker.Last), At = now }
        : null;

    public static DateTimeOffset? Time(WireReply reply) => Read(reply)?.ServerTime is { } time ? UnixTime.FromText(time) : null;

    public static KeyPermissions? Permissions(WireReply reply) => Read(reply)?.Permissions is { General: { } general } may
        ? new() { Read = general is "READ_ONLY" or "FULL_ACCESS", Trade = general == "FULL_ACCESS", Withdraw = may.Transfer == "FULL_ACCESS" }
        : null;

    /// <summary>The set leverage of a contract; zero where none is set.</summary>
    internal static IReadOnlyList<KrakenLeverage>? Leverages(WireReply reply) => Read(reply)?.LeveragePreferences;

    internal static KrakenFuturesReply? Read(WireReply reply) => WireJson.Read(reply, KrakenFuturesJson.Default.KrakenFuturesReply);

    private static OrderReport? Decode(KrakenOpenOrder order) =>
        order is { OrderId: { } number, Symbol: { } symbol } && KrakenFuturesWords.TypeOf(order.OrderType, order.LimitPrice > 0) is { } type && KrakenWords.SideOf(order.Side) is { } side
            ? new()
            {
                ClientOrderId = KrakenIds.Read(order.CliOrdId),
                ForeignClientId = KrakenIds.Read(order.CliOrdId) is null ? order.CliOrdId : null,
                VenueOrderId = new(number),
                Instrument = new(symbol.ToUpperInvariant()),
                Side = side,
                Type = type.Type,
                TakesProfit = type.TakesProfit,
                PostOnly = type.PostOnly,
                ReduceOnly = order.ReduceOnly,
                State = VenueOrderState.Working,
                Quantity = new(order.FilledSize + order.UnfilledSize),
                FilledQuantity = new(order.FilledSize),
                LimitPrice = KrakenWords.PriceOf(order.LimitPrice),
                StopPrice = KrakenWords.PriceOf(order.StopPrice),
                At = UnixTime.FromText(order.LastUpdateTime),
            }
            : null;

    private static OrderReport? Decode(KrakenOrderStatus told)
    {
        VenueOrderState? state = told.Status switch
        {
            "ENTERED_BOOK" or "TRIGGER_PLACED" => VenueOrderState.Working,
            "FULLY_EXECUTED" => VenueOrderState.Filled,
            "REJECTED" or "TRIGGER_ACTIVATION_FAILURE" => VenueOrderState.Rejected,
            "CANCELLED" => VenueOrderState.Cancelled,
            _ => null,
        };
        if (told.Order is not { OrderId: { } number, Symbol: { } symbol } order || state is null
            || KrakenFuturesWords.TypeOf(order.Type, order.LimitPrice > 0) is not { } type || KrakenWords.SideOf(order.Side?.ToLowerInvariant()) is not { } side)
        {
            return null;
        }

        // A stop for a buy waits above the market, a target below; the other way round for a sell.
        var takesProfit = order.PriceTriggerOptions is { TriggerSide: { } where } && (where == "TRIGGER_ABOVE") == (side == Side.Sell);
        return new()
        {
            ClientOrderId = KrakenIds.Read(order.CliOrdId),
            ForeignClientId = KrakenIds.Read(order.CliOrdId) is null ? order.CliOrdId : null,
            VenueOrderId = new(number),
            Instrument = new(symbol.ToUpperInvariant()),
            Side = side,
            Type = type.Type,
            TakesProfit = takesProfit,
            ReduceOnly = order.ReduceOnly,
            State = state.Value,
            Quantity = new(order.Quantity ?? order.Filled ?? 0),
            FilledQuantity = new(order.Filled ?? 0),
            LimitPrice = KrakenWords.PriceOf(order.LimitPrice),
            StopPrice = KrakenWords.PriceOf(order.PriceTriggerOptions?.TriggerPrice),
            At = UnixTime.FromText(order.LastUpdateTimestamp ?? order.Timestamp),
            Reason = told.Error ?? told.UpdateReason,
        };
    }

    private static FillReport? Decode(KrakenFuturesFill fill) =>
        fill is { FillId: { } id, OrderId: { } number, Symbol: { } symbol } && KrakenWords.SideOf(fill.Side) is { } side
            ? new()
            {
                FillId = new(id),
                ClientOrderId = KrakenIds.Read(fill.CliOrdId),
                VenueOrderId = new(number),
                Instrument = new(symbol.ToUpperInvariant()),
                Side = side,
                Quantity = new(fill.Size),
                Price = new(fill.Price),
                IsMaker = KrakenFuturesWords.IsMaker(fill.FillType),
                At = UnixTime.FromText(fill.FillTime),
                Cause = KrakenFuturesWords.CauseOf(fill.FillType),
            }
            : null;
}
