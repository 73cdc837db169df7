using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>Futures' errors in our words: of whole requests, of single orders, and the numbers of newer answers.</summary>
public static class KrakenFuturesErrors
{
    public static readonly ErrorTable Table = new(Words(), []);

    private static Dictionary<string, VenueError> Words()
    {
        (VenueError Error, string[] Words)[] groups =
        [
            (VenueError.Unknown, ["Server Error", "Unavailable", "unknownError"]),
            (VenueError.NotProcessed, ["nonceBelowThreshold", "nonceDuplicate", "wouldProcessAfterSpecifiedTime", "WOULD_PROCESS_AFTER_SPECIFIED_TIME"]),
            (VenueError.Throttled, ["apiLimitExceeded"]),
            (VenueError.Unauthorized, ["authenticationError"]),
            (VenueError.NotPermitted, ["accountInactive", "invalidAccount"]),
            (VenueError.DuplicateId, ["clientOrderIdAlreadyExist", "CLIENT_ORDER_ID_IN_USE"]),
            (VenueError.NotFound, ["notFound", "orderForEditNotFound", "ORDER_FOR_EDIT_NOT_FOUND", "filled"]),
            (VenueError.Rejected(RejectReason.InsufficientFunds),
            [
                "insufficientAvailableFunds", "insufficientFunds", "wouldCauseLiquidation", "INSUFFICIENT_MARGIN", "WOULD_CAUSE_LIQUIDATION",
            ]),
            (VenueError.Rejected(RejectReason.BelowMinimum), ["invalidSize", "INVALID_QUANTITY", "invalidAmount"]),
            (VenueError.Rejected(RejectReason.AboveMaximum),
            [
                "tooManySmallOrders", "maxPositionViolation", "tooManyOrders", "fixedLeverageTooHigh",
                "SMALL_ORDER_LIMIT_EXCEEDED", "MAX_POSITION_EXCEEDED", "ORDER_LIMIT_EXCEEDED", "FIXED_LEVERAGE_TOO_HIGH",
            ]),
            (VenueError.Rejected(RejectReason.PriceOutOfRange),
            [
                "invalidPrice", "outsidePriceCollar", "wouldIncreasePriceDislocation", "INVALID_PRICE", "OUTSIDE_PRICE_COLLAR", "PRICE_COLLAR", "PRICE_DISLOCATION",
            ]),
            (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["postWouldExecute", "POST_WOULD_EXECUTE", "marketIsPostOnly", "MARKET_IS_POST_ONLY"]),
            (VenueError.Rejected(RejectReason.ReduceOnlyRefused), ["wouldNotReducePosition", "WOULD_NOT_REDUCE_POSITION"]),
            (VenueError.Rejected(RejectReason.MarketClosed),
            [
                "marketSuspended", "marketInactive", "marketUnavailable", "MARKET_SUSPENDED", "MARKET_INACTIVE",
            ]),
            (VenueError.Rejected(RejectReason.UnknownInstrument), ["MARKET_NOT_FOUND", "contractNotFound", "invalidUnit", "87"]),
            (VenueError.Rejected(RejectReason.Unsupported),
            [
                "invalidOrderType", "INVALID_ORDER_TYPE", "11", "88", "orderForEditNotAStop", "ORDER_FOR_EDIT_NOT_A_STOP", "cannotEditTriggerPriceOfTrailingStop",
                "cannotEditLimitPriceOfTrailingStop", "CANNOT_EDIT_TRIGGER_PRICE_OF_TRAILING_STOP", "CANNOT_EDIT_LIMIT_PRICE_OF_TRAILING_STOP",
            ]),
            (VenueError.Rejected(RejectReason.Other),
            [
                "invalidArgument", "requiredArgumentMissing", "Json Parse Error", "invalidSide", "INVALID_SIDE", "clientOrderIdTooBig", "clientOrderIdTooLong",
                "clientOrderIdInvalid", "CLIENT_ORDER_ID_TOO_LONG", "CLIENT_ORDER_ID_INVALID", "iocWouldNotExecute", "IOC_WOULD_NOT_EXECUTE", "selfFill",
                "WOULD_EXECUTE_SELF", "41",
            ]),
        ];
        return groups.SelectMany(group => group.Words.Select(word => (word, group.Error))).ToDictionary(each => each.word, each => each.Error);
    }
}
