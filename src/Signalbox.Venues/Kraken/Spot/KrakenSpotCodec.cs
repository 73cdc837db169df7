using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>What spot answers, in our words. Null is always an answer that is not what the documentation says.</summary>
/// <param name="pairs">Names of pairs are read with it.</param>
public sealed class KrakenSpotCodec(KrakenPairs pairs)
{
    private const string Liquidated = "liquidated";

    public static VenueOutcome? Accepted(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenPlaced) is { Txid: [{ } number, ..] } ? new VenueOutcome.Accepted(new(number)) : null;

    /// <summary>One outcome for each order of a batch.</summary>
    public static IReadOnlyList<VenueOutcome>? Accepted(WireReply reply, KrakenSpotVoice voice) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenBatch) is { Orders: { } orders }
            ? [.. orders.Select(order => order switch
            {
                { Error: { Length: > 0 } error } => voice.Read(error).Outcome,
                { Txid: { Length: > 0 } number } => new VenueOutcome.Accepted(new(number)),
                _ => new VenueOutcome.Unknown("The venue's answer does not say what became of the order."),
            })]
            : null;

    public static VenueOutcome? Amended(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenAmended) is { AmendId: not null } ? new VenueOutcome.Accepted(null) : null;

    public static VenueOutcome? Edited(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenEdited) is { Txid: { } number } ? new VenueOutcome.Accepted(new(number)) : null;

    public static VenueOutcome? Cancelled(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenCancelled) is { } done && (done.Count > 0 || done.Pending) ? new VenueOutcome.Accepted(null) : null;

    /// <summary>Cancelling many: how many there still were does not matter.</summary>
    public static VenueOutcome? AllCancelled(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenCancelled) is { Count: not null } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>Open or closed orders.</summary>
    public IReadOnlyList<KrakenOrderFound>? Orders(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenOrderList) is { } lists && (lists.Open ?? lists.Closed) is { } orders ? Decode(orders) : null;

    /// <summary>Orders asked for by their numbers.</summary>
    public IReadOnlyList<KrakenOrderFound>? OrdersAsked(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultDictionaryStringKrakenOrder) is { } orders ? Decode(orders) : null;

    /// <summary>As the venue has them: newest first.</summary>
    public IReadOnlyList<FillReport>? Fills(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenTradePage) is { Trades: { } trades } ? Decode(trades) : null;

    /// <summary>Trades asked for by their numbers.</summary>
    public IReadOnlyList<FillReport>? FillsAsked(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultDictionaryStringKrakenTrade) is { } trades ? Decode(trades) : null;

    public static IReadOnlyList<VenueBalance>? Balances(WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultDictionaryStringKrakenBalance) is { } balances
            ? [.. balances.Select(each => new VenueBalance(
                KrakenAssets.Usual(each.Key),
                new(each.Value.Balance),
                new(each.Value.Balance + (each.Value.Credit ?? 0) - (each.Value.CreditUsed ?? 0) - (each.Value.HoldTrade ?? 0))))]
            : null;

    /// <summary>Pairs of old have one fee for both; it stands with the takers'.</summary>
    public static TradingFees? Fees(InstrumentId instrument, WireReply reply) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultKrakenVolume) is { Fees: { Count: > 0 } takers } volume
            ? new(instrument, (volume.FeesMaker is { Count: > 0 } makers ? makers : takers).First().Value.Fee / 100, takers.First().Value.Fee / 100)
            : null;

    public static KeyPermissions? Permissions(WireReply reply) => Result(reply, KrakenSpotJson.Default.KrakenResultKrakenKey) is { Permissions: { } may } key
        ? new()
        {
            Read = may.Contains("query-funds") && may.Contains("query-open-trades"),
            Trade = may.Contains("modify-trades"),
            Withdraw = may.Contains("withdraw-funds"),
            AddressRestricted = key.Addresses is { Count: > 0 },
            ExpiresAt = key.ValidUntil is { } until and > 0 ? UnixTime.FromSeconds(until) : null,
        }
        : null;

    public static string? Token(WireReply reply) => Result(reply, KrakenSpotJson.Default.KrakenResultKrakenToken)?.Token;

    /// <summary>Whole seconds: on average the venue is half a second further.</summary>
    public static DateTimeOffset? Time(WireReply reply) => Result(reply, KrakenSpotJson.Default.KrakenResultKrakenTime) is { Unixtime: > 0 } time
        ? UnixTime.FromSeconds(time.Unixtime + 0.5m)
        : null;

    public static MarketView? Quote(WireReply reply, DateTimeOffset now) =>
        Result(reply, KrakenSpotJson.Default.KrakenResultDictionaryStringKrakenTicker) is { Count: 1 } tickers && tickers.First().Value is { A: not null, B: not null } ticker
            ? new() { Bid = First(ticker.B), Ask = First(ticker.A), Last = First(ticker.C), At = now }
            : null;

    /// <summary>What cannot be named in the streams is not traded through them either, and left out.</summary>
    public static IReadOnlyList<KrakenPair>? Pairs(WireReply reply) => Pairs(reply.Body.Span);

    public static IReadOnlyList<KrakenPair>? Pairs(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, KrakenSpotJson.Default.KrakenResultDictionaryStringKrakenListedPair) is { Result: { } pairs }
            ? [.. pairs.Where(pair => pair.Value is { Altname: not null, Wsname: not null }).Select(pair => Decode(pair.Key, pair.Value))]
            : null;

    /// <summary>A price or the text of a distance, which is none.</summary>
    private static Price? PriceIn(string? text) =>
        text is [not ('+' or '-' or '#'), ..] && Decimals.TryParse(text, out var price) ? KrakenWords.PriceOf(price) : null;

    private static Price? First(IReadOnlyList<string>? values) => values is [{ } first, ..] ? PriceIn(first) : null;

    private static T? Result<T>(WireReply reply, System.Text.Json.Serialization.Metadata.JsonTypeInfo<KrakenResult<T>> type)
        where T : class => WireJson.Read(reply, type)?.Result;

    private IReadOnlyList<KrakenOrderFound>? Decode(Dictionary<string, KrakenOrder> orders) => WireJson.All(orders.Select(each => Decode(each.Key, each.Value)));

    private KrakenOrderFound? Decode(string number, KrakenOrder order)
    {
        if (order.Descr is not { Pair: { } pair } told || KrakenSpotWords.TypeOf(told.Ordertype) is not { } type || KrakenWords.SideOf(told.Type) is not { } side)
        {
            return null;
        }

        var isConditional = KrakenSpotWords.IsConditional(type.Type);
        var isTriggered = isConditional && (KrakenSpotWords.Lists(order.Misc, "stopped") || KrakenSpotWords.Lists(order.Misc, "touched") || order.Limitprice > 0);
        if (KrakenSpotWords.StateOf(order.Status, isTriggered) is not { } state)
        {
            return null;
        }

        var report = new OrderReport
        {
            ClientOrderId = KrakenIds.Read(order.ClOrdId),
            ForeignClientId = KrakenIds.Read(order.ClOrdId) is null ? order.ClOrdId : null,
            VenueOrderId = new(number),
            Instrument = pairs.Named(pair),
            Side = side,
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = KrakenSpotWords.Lists(order.Oflags, "post"),
            ReduceOnly = order.ReduceOnly,
            State = state,
            // An amount of money says nothing of the quantity until it has bought some.
            Quantity = new(KrakenSpotWords.Lists(order.Oflags, "viqc") ? order.VolExec : order.Vol),
            FilledQuantity = new(order.VolExec),
            AveragePrice = order.VolExec > 0 ? KrakenWords.PriceOf(order.Price is > 0 ? order.Price : order.Cost / order.VolExec) : null,
            LimitPrice = isConditional ? KrakenWords.PriceOf(order.Limitprice) ?? PriceIn(told.Price2) : PriceIn(told.Price),
            StopPrice = isConditional ? KrakenWords.PriceOf(order.Stopprice) ?? PriceIn(told.Price) : null,
            TimeInForce = KrakenSpotWords.LifeOf(order.Timeinforce) ?? (order.Expiretm > 0 ? TimeInForce.Gtd : null),
            At = UnixTime.FromSeconds(order.Closetm is { } closed and > 0 ? closed : order.Opentm ?? 0),
            Reason = order.Reason is { Length: > 0 } ? order.Reason : null,
        };
        return new(report, order.Trades ?? []);
    }

    private IReadOnlyList<FillReport>? Decode(Dictionary<string, KrakenTrade> trades) => WireJson.All(trades.Select(each => Decode(each.Key, each.Value)));

    private FillReport? Decode(string id, KrakenTrade trade) => trade is { Ordertxid: { } number, Pair: { } pair } && KrakenWords.SideOf(trade.Type) is { } side
        ? new()
        {
            FillId = new(id),
            VenueOrderId = new(number),
            Instrument = pairs.Named(pair),
            Side = side,
            Quantity = new(trade.Vol),
            Price = new(trade.Price),
            Fee = new(trade.Fee),
            FeeCurrency = pairs.QuoteOf(pair),
            IsMaker = trade.Maker is { } maker ? maker == "true" : null,
            At = UnixTime.FromSeconds(trade.Time),
            Cause = KrakenSpotWords.Lists(trade.Misc, Liquidated) ? FillCause.Liquidation : FillCause.Trade,
        }
        : null;

    private static KrakenPair Decode(string key, KrakenListedPair pair)
    {
        var tick = pair.TickSize is > 0 ? pair.TickSize.Value : Step(pair.PairDecimals);
        var names = pair.Wsname!.Split('/');
        return new(key, string.Join('/', names.Select(KrakenAssets.Usual)), pair.PairDecimals, pair.LotDecimals, new()
        {
            Id = new(pair.Altname!),
            Kind = InstrumentKind.Spot,
            AssetClass = pair.AclassBase == "tokenized_asset" ? AssetClass.Stocks : pair.Base is ['Z', ..] && names[0].Length == 3 ? AssetClass.Forex : AssetClass.Crypto,
            Base = KrakenAssets.Usual(pair.Base ?? names[0]),
            Quote = KrakenAssets.Usual(pair.Quote ?? names[^1]),
            Settle = KrakenAssets.Usual(pair.Quote ?? names[^1]),
            TickSize = new(tick),
            LotSize = new(Step(pair.LotDecimals)),
            MinQuantity = new(pair.Ordermin is > 0 ? pair.Ordermin.Value : Step(pair.LotDecimals)),
            MinNotional = pair.Costmin is > 0 ? new(pair.Costmin.Value) : null,
            MaxLeverage = pair.LeverageBuy is { Count: > 0 } ? pair.LeverageBuy.Max() : null,
            Shortable = false,
            Status = KrakenSpotWords.StatusOf(pair.Status),
        });
    }

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)Math.Clamp(decimals, 0, 28));
}

/// <param name="Trades">The numbers of its fills.</param>
public sealed record KrakenOrderFound(OrderReport Report, IReadOnlyList<string> Trades);
