using System.Collections.Frozen;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.WunderTrading;

/// <summary>WunderTrading's JSON: the bot's comment as code, and the order around it. Deviations and portfolios are fractions.</summary>
public sealed class WunderTradingReader : ISignalReader
{
    internal static readonly Refusal Incomplete = new("empty-ticker-name",
        "The code names no pair. Send it as ENTER-LONG_exchange_pair_name_timeframe_hash, as the bot's page shows it.", "code");

    private const int CodeLengthMax = 200;

    private static readonly FrozenDictionary<string, QuantityType> AmountTypes = new Dictionary<string, QuantityType>
    {
        ["percents"] = QuantityType.PercentOfEquity,
        ["quote"] = QuantityType.DollarAmount,
        ["$"] = QuantityType.DollarAmount,
        ["base"] = QuantityType.FixedQuantity,
        ["contracts"] = QuantityType.FixedQuantity,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public string Name => "wundertrading";

    public bool Recognises(SignalText text) =>
        text.RootFields is { } fields && !fields.Has("ticker") && fields.Any("code") is { Kind: JsonValueKind.String } code && WunderCode.IsOne(code.Text);

    public Reading Read(SignalText text)
    {
        var fields = new JsonFields(text.Json.Root!.Value);
        var written = fields.Text("code", CodeLengthMax, "invalid-payload");
        if (written is null || WunderCode.Read(written) is not { } code)
        {
            return Reading.Refused(fields.Refusal ?? Incomplete);
        }

        var signal = Build(fields, code);
        var reading = fields.Refusal is { } refusal ? Reading.Refused(refusal) : Reading.Of(signal with { UnknownFields = fields.Unread() });
        return reading with { Secrets = code.Hash is { } hash ? [new("code", hash)] : [] };
    }

    internal static Signal SignalOf(WunderCode code) => new()
    {
        Ticker = code.Ticker,
        Action = code.Action,
        Guards = code.Closes is { } side ? new() { RequiredPosition = side } : null,
    };

    private static Signal Build(JsonFields fields, WunderCode code)
    {
        foreach (var name in (string[])["extraOrders", "dca", "dcaOrders", "safetyOrders"])
        {
            if (fields.Any(name) is { Kind: JsonValueKind.Array } orders && orders.Items().Count > 0 || fields.Any(name) is { Kind: JsonValueKind.Object })
            {
                fields.Refuse("unsupported-parameter", $"The field {name} adds further entries, which is not done here. Leave it out.", name);
            }
        }

        var life = fields.Bounded("timeToLive", "invalid-expires-at");
        var isLimit = fields.Word("orderType", CommonWords.MarketAndLimit, "invalid-order-type", "market or limit") is var type && type == OrderType.Limit;
        var takeProfit = WunderProtection.TakeProfit(fields);
        // It belongs to exits, and the bot's page puts it into the templates of entries as well.
        var reduces = fields.Flag("reduceOnly", "invalid-reduce-only") == true && code.Action == SignalAction.Exit;
        return SignalOf(code) with
        {
            Size = Size(fields),
            Order = isLimit ? new() { Type = OrderType.Limit, LimitPrice = fields.Price("price", "invalid-limit-price") } : type is null ? null : new() { Type = OrderType.Market },
            TakeProfit = takeProfit,
            StopLoss = WunderProtection.StopLoss(fields, takeProfit),
            Leverage = fields.Positive("leverage", "invalid-leverage"),
            ReduceOnly = reduces,
            Timing = isLimit && life is { } minutes ? new() { CancelAfterSeconds = minutes * 60m } : null,
            ExplicitId = fields.Text("clientId", CodeLengthMax, "invalid-id"),
        };
    }

    private static SizeTerms? Size(JsonFields fields)
    {
        var type = fields.Word("amountPerTradeType", AmountTypes, "invalid-quantity-type", "percents, quote, base, $ or contracts");
        var amount = fields.Bounded("amountPerTrade", "invalid-quantity");
        if (type is not null && amount is null)
        {
            fields.Refuse("quantity-type-requires-quantity", "The field amountPerTradeType needs amountPerTrade beside it.", "amountPerTrade");
        }

        if (type == QuantityType.PercentOfEquity && amount > 1m)
        {
            fields.Refuse("invalid-quantity", "With percents, amountPerTrade is a part of the portfolio up to 1: 0.1 for ten per cent.", "amountPerTrade");
        }

        return amount is not { } number ? null
            : new() { Quantity = type == QuantityType.PercentOfEquity ? number * 100m : number, Type = type ?? QuantityType.FixedQuantity };
    }
}
