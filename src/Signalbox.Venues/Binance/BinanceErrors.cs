using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Binance;

/// <summary>Binance's codes in our words. Spot and futures share the numbers; where one says more, its message tells.</summary>
public static class BinanceErrors
{
    private const string NewOrderRejected = "-2010";
    private const string CancelRejected = "-2011";
    private const string AmendRejected = "-2038";
    private const string FilterFailed = "-1013";

    public static readonly ErrorTable Spot = new(Shared(), Messages());

    public static readonly ErrorTable Usdm = new(
        new Dictionary<string, VenueError>([.. Shared().Concat(BinanceUsdmErrors.Codes).GroupBy(each => each.Key).Select(group => group.Last())]),
        [.. BinanceUsdmErrors.Messages, .. Messages()]);

    private static Dictionary<string, VenueError> Shared() => new()
    {
        ["-1000"] = VenueError.Unknown,
        ["-1001"] = VenueError.Unknown,
        ["-1002"] = VenueError.NotPermitted,
        ["-1003"] = VenueError.Throttled,
        ["-1006"] = VenueError.Unknown,
        ["-1007"] = VenueError.Unknown,
        ["-1008"] = VenueError.Unknown,
        ["-1010"] = VenueError.Rejected(RejectReason.Other),
        [FilterFailed] = VenueError.Rejected(RejectReason.Other),
        ["-1014"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1015"] = VenueError.Throttled,
        ["-1016"] = VenueError.Unknown,
        ["-1020"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1021"] = VenueError.ClockSkew,
        ["-1022"] = VenueError.Unauthorized,
        ["-1034"] = VenueError.Throttled,
        ["-1099"] = VenueError.Unauthorized,
        ["-1100"] = VenueError.Rejected(RejectReason.Other),
        ["-1101"] = VenueError.Rejected(RejectReason.Other),
        ["-1102"] = VenueError.Rejected(RejectReason.Other),
        ["-1103"] = VenueError.Rejected(RejectReason.Other),
        ["-1104"] = VenueError.Rejected(RejectReason.Other),
        ["-1105"] = VenueError.Rejected(RejectReason.Other),
        ["-1106"] = VenueError.Rejected(RejectReason.Other),
        ["-1108"] = VenueError.Rejected(RejectReason.Other),
        ["-1111"] = VenueError.Rejected(RejectReason.Other),
        ["-1112"] = VenueError.Rejected(RejectReason.Other),
        ["-1114"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1115"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1116"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1117"] = VenueError.Rejected(RejectReason.Other),
        ["-1118"] = VenueError.Rejected(RejectReason.Other),
        ["-1119"] = VenueError.Rejected(RejectReason.Other),
        ["-1120"] = VenueError.Rejected(RejectReason.Other),
        ["-1121"] = VenueError.Rejected(RejectReason.UnknownInstrument),
        ["-1122"] = VenueError.Rejected(RejectReason.UnknownInstrument),
        ["-1125"] = VenueError.Rejected(RejectReason.Other),
        ["-1127"] = VenueError.Rejected(RejectReason.Other),
        ["-1128"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1130"] = VenueError.Rejected(RejectReason.Other),
        ["-1134"] = VenueError.Rejected(RejectReason.Other),
        ["-1135"] = VenueError.Rejected(RejectReason.Other),
        ["-1139"] = VenueError.Rejected(RejectReason.Other),
        ["-1145"] = VenueError.Rejected(RejectReason.Other),
        ["-1151"] = VenueError.Rejected(RejectReason.Other),
        ["-1158"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1160"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1165"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1166"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1168"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1194"] = VenueError.Rejected(RejectReason.Other),
        ["-1196"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1197"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1198"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1199"] = VenueError.Rejected(RejectReason.PriceOutOfRange),
        ["-1210"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1211"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1220"] = VenueError.Rejected(RejectReason.MarketClosed),
        ["-1222"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1223"] = VenueError.Rejected(RejectReason.Unsupported),
        ["-1224"] = VenueError.Rejected(RejectReason.Other),
        ["-1225"] = VenueError.Rejected(RejectReason.Other),
        [NewOrderRejected] = VenueError.Rejected(RejectReason.Other),
        [CancelRejected] = VenueError.Rejected(RejectReason.Other),
        ["-2013"] = VenueError.NotFound,
        ["-2014"] = VenueError.Unauthorized,
        ["-2015"] = VenueError.Unauthorized,
        ["-2016"] = VenueError.Rejected(RejectReason.MarketClosed),
        // One of the two halves went through, and which one stands in the answer itself.
        ["-2021"] = VenueError.Unknown,
        ["-2022"] = VenueError.Rejected(RejectReason.Other),
        // It existed once and is not told any more: neither found nor absent.
        ["-2026"] = VenueError.Unknown,
        [AmendRejected] = VenueError.Rejected(RejectReason.Other),
        ["-2039"] = VenueError.NotFound,
    };

    // The matching engine writes the same sentences under several codes.
    private static IReadOnlyList<MessageRule> Messages() =>
    [
        new("-1003", "banned until", VenueError.Banned),
        new("-1100", "'symbol'", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("-1111", "'price'", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("-1111", "'stopPrice'", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        .. Filters(FilterFailed),
        .. new[] { "-1010", NewOrderRejected, CancelRejected, AmendRejected }.SelectMany(Engine),
    ];

    private static MessageRule[] Filters(string code) =>
    [
        new(code, "PRICE_FILTER", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "PERCENT_PRICE", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "TRAILING_DELTA", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "LOT_SIZE", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "MIN_NOTIONAL", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "NOTIONAL", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "Price * QTY is zero or less", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "Invalid quantity", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "Invalid price", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "Invalid stopPrice", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "MAX_POSITION", VenueError.Rejected(RejectReason.AboveMaximum)),
        new(code, "MAX_NUM_", VenueError.Rejected(RejectReason.AboveMaximum)),
        new(code, "MAX_ASSET", VenueError.Rejected(RejectReason.AboveMaximum)),
        new(code, "ICEBERG_PARTS", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "Market is closed", VenueError.Rejected(RejectReason.MarketClosed)),
        new(code, "not supported", VenueError.Rejected(RejectReason.Unsupported)),
    ];

    private static MessageRule[] Engine(string code) =>
    [
        new(code, "Unknown order sent", VenueError.NotFound),
        new(code, "Duplicate order sent", VenueError.DuplicateId),
        new(code, "Market is closed", VenueError.Rejected(RejectReason.MarketClosed)),
        new(code, "insufficient balance", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "Price * QTY is zero or less", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "liquidity is less than", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "would trigger immediately", VenueError.Rejected(RejectReason.WouldTriggerImmediately)),
        new(code, "would immediately match and take", VenueError.Rejected(RejectReason.WouldTakeLiquidity)),
        new(code, "relationship of the prices", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "liquidity is too low", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "action is disabled on this account", VenueError.NotPermitted),
        new(code, "may not place or cancel orders", VenueError.NotPermitted),
        new(code, "not permitted for this account", VenueError.NotPermitted),
        new(code, "restricted for this account", VenueError.NotPermitted),
        new(code, "trading is not enabled", VenueError.NotPermitted),
        new(code, "quantity increase) is not supported", VenueError.Rejected(RejectReason.Unsupported)),
        new(code, "not supported", VenueError.Rejected(RejectReason.Unsupported)),
        new(code, "not support for this symbol", VenueError.Rejected(RejectReason.Unsupported)),
        new(code, "Unsupported order combination", VenueError.Rejected(RejectReason.Unsupported)),
        new(code, "cannot be used with this order type", VenueError.Rejected(RejectReason.Unsupported)),
        .. Filters(code),
    ];
}
