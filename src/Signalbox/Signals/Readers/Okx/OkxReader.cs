using System.Collections.Frozen;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Okx;

/// <summary>
/// Messages of the OKX signal bot in both forms: the one for strategies, with action and marketPosition, and the universal
/// one, with ENTER_LONG, EXIT_LONG, ENTER_SHORT and EXIT_SHORT.
/// </summary>
public sealed class OkxReader : JsonLanguage
{
    private const decimal MaxLagUsual = 60m;

    private static readonly FrozenDictionary<string, QuantityType> Investments = new Dictionary<string, QuantityType>
    {
        ["base"] = QuantityType.FixedQuantity,
        ["contract"] = QuantityType.FixedQuantity,
        ["margin"] = QuantityType.DollarAmount,
        ["quote"] = QuantityType.DollarAmount,
        ["percentage_balance"] = QuantityType.PercentOfAvailable,
        ["percentage_investment"] = QuantityType.PercentOfEquity,
        ["percentage"] = QuantityType.PercentOfEquity,
        ["percentage_position"] = QuantityType.PercentOfPosition,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override string Name => "okx";

    protected override IReadOnlyList<string> SecretFields => ["signalToken"];

    protected override bool Claims(JsonFields fields) => fields.Has("signalToken") && !fields.Has("ticker");

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        var ticker = fields.Text("instrument", TickerLengthMax, "empty-ticker-name");
        if (ticker is null)
        {
            return Refused(fields, "empty-ticker-name", "The field instrument is missing or empty. Name what to trade, for example \"BTC-USDT-SWAP\".", "instrument");
        }

        if (fields.Word("action", CommonWords.EntriesAndExits, "invalid-action", "buy, sell, ENTER_LONG, EXIT_LONG, ENTER_SHORT or EXIT_SHORT") is not { } action)
        {
            return Refused(fields, "invalid-action", "The field action is missing. Send buy, sell, ENTER_LONG, EXIT_LONG, ENTER_SHORT or EXIT_SHORT.", "action");
        }

        fields.Word("prevMarketPosition", CommonWords.Positions, "invalid-sentiment", "long, short or flat");
        var position = fields.Word("marketPosition", CommonWords.Positions, "invalid-sentiment", "long, short or flat");
        var sentAt = fields.Time("timestamp");
        var lag = fields.Positive("maxLag", "invalid-max-lag");
        return
        [
            new()
            {
                Ticker = ticker,
                Action = action.Action,
                Sentiment = action.Action is SignalAction.Buy or SignalAction.Sell ? position : null,
                Size = Size(fields, action.Action),
                Order = Order(fields),
                Guards = action.Closes is { } side ? new() { RequiredPosition = side } : null,
                Timing = sentAt is null && lag is null ? null : new() { MaxLagSeconds = lag ?? MaxLagUsual },
                SentAt = sentAt,
                SenderOrderId = fields.Text("id", TextLengthMax, "invalid-id"),
            },
        ];
    }

    private static SizeTerms? Size(JsonFields fields, SignalAction action)
    {
        var type = fields.Word("investmentType", Investments, "invalid-quantity-type", "base, margin, contract, percentage_balance, percentage_investment or percentage_position");
        var amount = fields.Positive("amount", "invalid-quantity");
        if (type is not null && amount is null)
        {
            fields.Refuse("quantity-type-requires-quantity", "The field investmentType needs an amount beside it. Add the amount or remove the type.", "amount");
        }

        // The percentage of an exit is of the position, whatever it is called.
        return amount is not { } quantity ? null
            : action == SignalAction.Exit && type is QuantityType.PercentOfEquity or QuantityType.PercentOfAvailable ? new() { Quantity = quantity, Type = QuantityType.PercentOfPosition }
            : new() { Quantity = quantity, Type = type ?? QuantityType.FixedQuantity };
    }

    private static OrderTerms? Order(JsonFields fields)
    {
        var type = fields.Word("orderType", CommonWords.MarketAndLimit, "invalid-order-type", "market or limit");
        Cannot(fields, "orderPriceOffset", "prices a limit order by an offset from the market, which is not done here. Send a market order, or the order with its price in another language.");
        return type is { } known ? new() { Type = known } : null;
    }
}
