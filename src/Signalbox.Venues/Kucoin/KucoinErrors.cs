using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Kucoin;

/// <summary>
/// KuCoin's codes in our words. The gateway's are the same for both products; below them spot and futures use the same
/// numbers for different things.
/// </summary>
public static class KucoinErrors
{
    public static readonly ErrorTable Spot = new(Table([.. Gateway, .. KucoinSpotErrors.Groups]), [.. Messages("400100"), .. Messages("102411"), .. Messages("300000"), .. KucoinSpotErrors.Messages]);

    public static readonly ErrorTable Futures = new(
        Table([.. Gateway, .. KucoinFuturesErrors.Groups]), [.. Messages("100001"), .. Messages("300000"), .. Messages("400100"), .. KucoinFuturesErrors.Messages]);

    private static IReadOnlyList<KucoinErrorGroup> Gateway =>
    [
        new(VenueError.Unauthorized, "400001", "400003", "400004", "400005", "400006", "400008", "400009", "400011", "400012", "400202", "400401"),
        new(VenueError.ClockSkew, "400002"),
        new(VenueError.NotPermitted, "400007", "400010", "400200", "400201", "400301", "400302", "400303", "400304", "400305", "411100"),
        new(VenueError.Throttled, "429000"),
        new(VenueError.Banned, "1015"),
        // A time-out and an error of the server say nothing about what became of the request.
        new(VenueError.Unknown, "408000", "500000", "503000"),
        new(VenueError.Rejected(RejectReason.Unsupported), "401000", "404000", "415000"),
        new(VenueError.Rejected(RejectReason.Other), "400000", "400100", "400400"),
    ];

    private static Dictionary<string, VenueError> Table(IReadOnlyList<KucoinErrorGroup> groups) =>
        groups.SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error);

    /// <summary>The codes for wrong parameters stand for many things; their sentences tell them apart.</summary>
    private static MessageRule[] Messages(string code) =>
    [
        new(code, "order_not_exist", VenueError.NotFound),
        new(code, "orderNotExist", VenueError.NotFound),
        new(code, "order not exist", VenueError.NotFound),
        new(code, "order does not exist", VenueError.NotFound),
        new(code, "order cannot be canceled", VenueError.NotFound),
        new(code, "not allow to cancel", VenueError.NotFound),
        new(code, "clientOidDuplicated", VenueError.DuplicateId),
        new(code, "clientOid duplicate", VenueError.DuplicateId),
        new(code, "clientOid parameter repeated", VenueError.DuplicateId),
        new(code, "Duplicate clientOid", VenueError.DuplicateId),
        new(code, "allowMaxTimeWindow", VenueError.ClockSkew),
        new(code, "post only", VenueError.Rejected(RejectReason.WouldTakeLiquidity)),
        new(code, "postOnly", VenueError.Rejected(RejectReason.WouldTakeLiquidity)),
        new(code, "account.available.amount", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "accountBalanceInsufficient", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "Balance insufficient", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "Insufficient balance", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "Balance not enough", VenueError.Rejected(RejectReason.InsufficientFunds)),
        new(code, "Unsupported trading pair", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new(code, "symbol not exist", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new(code, "symbol does not exist", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new(code, "contract not exist", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new(code, "symbolNotAvailable", VenueError.Rejected(RejectReason.MarketClosed)),
        new(code, "price increment", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "price precision", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "multiple of the tick", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "order price", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new(code, "size increment", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "below the minimum", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "should more then", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "multiple of the lot", VenueError.Rejected(RejectReason.BelowMinimum)),
        new(code, "exceeds the maximum", VenueError.Rejected(RejectReason.AboveMaximum)),
        new(code, "exceed the maximum", VenueError.Rejected(RejectReason.AboveMaximum)),
    ];
}

/// <param name="Error">What all of these codes prove.</param>
internal sealed record KucoinErrorGroup(VenueError Error, params IReadOnlyList<string> Codes);
