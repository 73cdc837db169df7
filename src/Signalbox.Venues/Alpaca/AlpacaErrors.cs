using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// Alpaca's codes in our words. A code is little more than the HTTP status; what is the matter stands in the message, so the
/// words decide and the code says what holds for whatever else may be written there.
/// </summary>
public static class AlpacaErrors
{
    private static readonly VenueError Funds = VenueError.Rejected(RejectReason.InsufficientFunds);
    private static readonly VenueError TooSmall = VenueError.Rejected(RejectReason.BelowMinimum);
    private static readonly VenueError TooLarge = VenueError.Rejected(RejectReason.AboveMaximum);
    private static readonly VenueError Priced = VenueError.Rejected(RejectReason.PriceOutOfRange);
    private static readonly VenueError NoSuchAsset = VenueError.Rejected(RejectReason.UnknownInstrument);
    private static readonly VenueError Closed = VenueError.Rejected(RejectReason.MarketClosed);
    private static readonly VenueError Short = VenueError.Rejected(RejectReason.NotShortable);
    private static readonly VenueError Unsupported = VenueError.Rejected(RejectReason.Unsupported);
    // One kind of asset may not be traded; the key itself is good.
    private static readonly VenueError Barred = VenueError.Rejected(RejectReason.Unauthorized);
    private static readonly VenueError Other = VenueError.Rejected(RejectReason.Other);

    // What is found first counts, so what is special stands before what is general.
    private static readonly (string Words, VenueError Error)[] Sentences =
    [
        ("client_order_id must be unique", VenueError.DuplicateId),
        ("client order id must be unique", VenueError.DuplicateId),
        ("order not found", VenueError.NotFound),
        ("not cancelable", VenueError.NotFound),
        ("not cancellable", VenueError.NotFound),
        ("is already in", VenueError.NotFound),
        ("order is not open", VenueError.NotFound),
        ("cannot replace order in", VenueError.NotFound),
        ("cannot be replaced", VenueError.NotFound),
        ("cannot be sold short", Short),
        ("not shortable", Short),
        ("not easy to borrow", Short),
        ("not allowed to short", Short),
        ("short sell", Short),
        ("insufficient", Funds),
        ("buying power", Funds),
        ("not enough", Funds),
        ("take_profit", Priced),
        ("stop_loss.limit_price", Priced),
        ("stop price must", VenueError.Rejected(RejectReason.WouldTriggerImmediately)),
        ("stop_price must", VenueError.Rejected(RejectReason.WouldTriggerImmediately)),
        ("sub-penny", Priced),
        ("pricing criteria", Priced),
        ("minimal amount", TooSmall),
        ("minimal qty", TooSmall),
        ("minimum", TooSmall),
        ("qty is required", TooSmall),
        ("qty must be <=", TooLarge),
        ("notional is", TooLarge),
        ("exceeded account limit", TooLarge),
        ("market hours", Closed),
        ("market is closed", Closed),
        ("market is not open", Closed),
        ("is not active", Closed),
        ("not tradable", Closed),
        ("expires soon", Closed),
        ("is expired", Closed),
        ("halted", Closed),
        ("base price", Priced),
        ("base_price", Priced),
        ("invalid limit_price", Priced),
        ("invalid stop_price", Priced),
        ("invalid limit price", Priced),
        ("limit price", Priced),
        ("limit_price", Priced),
        ("asset not found", NoSuchAsset),
        ("could not find asset", NoSuchAsset),
        ("asset \"", NoSuchAsset),
        ("invalid symbol", NoSuchAsset),
        ("invalid contract", NoSuchAsset),
        ("contract \"", NoSuchAsset),
        ("underlying asset", NoSuchAsset),
        ("symbol is required", NoSuchAsset),
        ("intent mismatch", VenueError.Rejected(RejectReason.ReduceOnlyRefused)),
        ("wash trade", Other),
        ("rejected by user request", VenueError.NotPermitted),
        ("not authorized", Barred),
        ("not eligible", Barred),
        ("not allowed for account", Barred),
        ("account is restricted", VenueError.NotPermitted),
        ("trading is blocked", VenueError.NotPermitted),
        ("not supported", Unsupported),
        ("fractional", Unsupported),
        ("invalid order type", Unsupported),
        ("order_type", Unsupported),
        ("time_in_force", Unsupported),
        ("time in force", Unsupported),
        ("extended hours", Unsupported),
        ("must be >", TooSmall),
        ("must be greater than 0", TooSmall),
        ("forbidden.", VenueError.Unauthorized),
    ];

    public static readonly ErrorTable Table = new(
        new Dictionary<string, VenueError>
        {
            ["40010000"] = Other,
            ["40010001"] = Other,
            ["40110000"] = VenueError.Unauthorized,
            ["40310000"] = Other,
            ["40310100"] = Other,
            ["40410000"] = VenueError.NotFound,
            ["40910000"] = Other,
            ["42210000"] = Other,
            ["42910000"] = VenueError.Throttled,
            ["50010000"] = VenueError.Unknown,
            ["50310000"] = VenueError.Unknown,
            ["50410000"] = VenueError.Unknown,
            // Without a code there is the status alone; keys are refused this way.
            ["401"] = VenueError.Unauthorized,
            ["403"] = VenueError.Unauthorized,
            ["404"] = VenueError.Unknown,
            ["429"] = VenueError.Throttled,
        },
        [.. new[] { "40010000", "40010001", "40310000", "42210000", "40410000", "40910000" }.SelectMany(code => Sentences.Select(each => new MessageRule(code, each.Words, each.Error)))]);
}
