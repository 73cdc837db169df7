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

    // Codes by what they prove. Of -2021 one half went through, and which one stands in the answer itself; what -2026 names existed
    // once and is not told any more, so it is neither found nor absent.
    private static Dictionary<string, VenueError> Shared()
    {
        (VenueError Error, string[] Codes)[] groups =
        [
            (VenueError.Unknown, ["-1000", "-1001", "-1006", "-1007", "-1008", "-1016", "-2021", "-2026"]),
            (VenueError.NotPermitted, ["-1002"]),
            (VenueError.Throttled, ["-1003", "-1015", "-1034"]),
            (VenueError.Rejected(RejectReason.Other),
            [
                "-1010", FilterFailed, "-1100", "-1101", "-1102", "-1103", "-1104", "-1105", "-1106", "-1108",
                "-1111", "-1112", "-1117", "-1118", "-1119", "-1120", "-1125", "-1127", "-1130", "-1131", "-1134", "-1135",
                "-1139", "-1145", "-1151", "-1182", "-1194", "-1224", "-1225", NewOrderRejected, CancelRejected, "-2022", "-2043",
                AmendRejected,
            ]),
            (VenueError.Rejected(RejectReason.Unsupported),
            [
                "-1014", "-1020", "-1114", "-1115", "-1116", "-1128", "-1158", "-1160", "-1168", "-1210", "-1211",
                "-1222", "-1223",
            ]),
            (VenueError.ClockSkew, ["-1021"]),
            (VenueError.Unauthorized, ["-1022", "-1099", "-2014", "-2015"]),
            (VenueError.Rejected(RejectReason.UnknownInstrument), ["-1121", "-1122"]),
            (VenueError.Rejected(RejectReason.PriceOutOfRange), ["-1165", "-1166", "-1196", "-1197", "-1198", "-1199"]),
            (VenueError.Rejected(RejectReason.MarketClosed), ["-1220", "-2016"]),
            (VenueError.NotFound, ["-2013", "-2039"]),
        ];
        return groups.SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error);
    }

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
