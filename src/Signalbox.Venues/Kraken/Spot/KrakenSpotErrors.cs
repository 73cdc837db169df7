using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// Spot's errors in our words. A code is severity, category and description (<c>EOrder:Insufficient funds</c>); what follows a
/// second colon tells more of it and is its message.
/// </summary>
public static class KrakenSpotErrors
{
    private const string Arguments = "EGeneral:Invalid arguments";

    public static readonly ErrorTable Table = new(Codes(), Messages());

    // Codes by what they prove. Of "unavailable", "busy", "timeout" and "internal error" orders are known to have gone through all the same.
    private static Dictionary<string, VenueError> Codes()
    {
        (VenueError Error, string[] Codes)[] groups =
        [
            (VenueError.Unknown, ["EService:Unavailable", "EService:Busy", "EService:Timeout", "EGeneral:Internal error", "EDatabase:Internal error", "EGeneral:Unknown error"]),
            (VenueError.NotProcessed, ["EAPI:Invalid nonce", "EService:Deadline elapsed"]),
            (VenueError.Maintenance,
            [
                "EService:Market in cancel_only mode", "EService:Market in post_only mode", "EService:Market in limit_only mode",
                "EService:Market in reduce_only mode", "EService:Market in maintenance mode", "EGeneral:Maintenance",
            ]),
            (VenueError.Unauthorized, ["EAPI:Invalid key", "EAPI:Invalid signature", "EAPI:Invalid token", "ESession:Invalid session", "EAuth:Invalid key"]),
            (VenueError.NotPermitted,
            [
                "EGeneral:Permission denied", "EAPI:Permission denied", "EAccount:Invalid permissions", "EAuth:Account temporary disabled",
                "EAuth:Account unconfirmed", "EOrder:Trading agreement required", "EOrder:Cannot open position", "EOrder:Cannot open opposing position",
                "EAPI:Feature disabled",
            ]),
            (VenueError.Throttled,
            [
                "EAPI:Rate limit exceeded", "EOrder:Rate limit exceeded", "EOrder:Domain rate limit exceeded", "EAuth:Rate limit exceeded",
                "EAuth:Too many requests", "EGeneral:Too many requests", "EService:Throttled", "EQuery:Rate limit exceeded",
            ]),
            (VenueError.Banned, ["EGeneral:Temporary lockout"]),
            (VenueError.NotFound, ["EOrder:Unknown order", "EOrder:Invalid order", "EQuery:Unknown order", "EOrder:Unknown position"]),
            (VenueError.DuplicateId, ["EOrder:Duplicate cl_ord_id", "EOrder:Duplicate order", "EOrder:cl_ord_id already in use"]),
            (VenueError.Rejected(RejectReason.UnknownInstrument), ["EQuery:Unknown asset pair", "EQuery:Unknown asset", "EQuery:Invalid asset pair"]),
            (VenueError.Rejected(RejectReason.InsufficientFunds),
            [
                "EOrder:Insufficient funds", "EOrder:Insufficient margin", "EOrder:Margin level too low", "EOrder:Margin allowance exceeded",
                "EGeneral:Insufficient funds", "EFunding:Insufficient funds",
            ]),
            (VenueError.Rejected(RejectReason.BelowMinimum), ["EOrder:Order minimum not met", "EOrder:Cost minimum not met"]),
            (VenueError.Rejected(RejectReason.AboveMaximum),
            [
                "EOrder:Orders limit exceeded", "EOrder:Positions limit exceeded", "EOrder:Scheduled orders limit exceeded", "EOrder:Margin position size exceeded",
                "EOrder:Margin limit exceeded", "EBM:limit exceeded",
            ]),
            (VenueError.Rejected(RejectReason.PriceOutOfRange), ["EOrder:Invalid price", "EOrder:Tick size check failed", "EOrder:Price out of range"]),
            (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["EOrder:Post only order"]),
            (VenueError.Rejected(RejectReason.ReduceOnlyRefused), ["EOrder:Reduce only"]),
            (VenueError.Rejected(RejectReason.MarketClosed), ["EOrder:Market closed", "EService:Market closed"]),
            (VenueError.Rejected(RejectReason.Unsupported), ["EGeneral:Unknown method", "EOrder:Unsupported order type", "EAPI:Unknown method"]),
            (VenueError.Rejected(RejectReason.Other),
            [
                Arguments, "EAPI:Bad request", "ETrade:Invalid request", "EAPI:Invalid arguments", "EOrder:Invalid request", "EFunding:Max fee exceeded",
                "ETrade:Locked", "EQuery:Invalid parameter",
            ]),
        ];
        return groups.SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error);
    }

    private static IReadOnlyList<MessageRule> Messages() =>
    [
        new(Arguments, "cl_ord_id already", VenueError.DuplicateId),
        new(Arguments, "cl_ord_id is not unique", VenueError.DuplicateId),
        new(Arguments, "Index unavailable", VenueError.Rejected(RejectReason.Unsupported)),
        new(Arguments, "minimum", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(Arguments, ":volume", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(Arguments, "price", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(Arguments, ":pair", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new(Arguments, "ordertype", VenueError.Rejected(RejectReason.Unsupported)),
        new(Arguments, "timeinforce", VenueError.Rejected(RejectReason.Unsupported)),
        new("EOrder:Reduce only", "Non-PC", VenueError.NotPermitted),
        new("EAPI:Invalid signature", "nonce", VenueError.NotProcessed),
    ];
}
