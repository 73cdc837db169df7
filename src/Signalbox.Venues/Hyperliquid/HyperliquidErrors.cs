using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// What the venue refuses with. It sends no codes but sentences, so each is told by its words and goes by the name the
/// documentation gives it. An answer for a single order of a batch is the venue's word that nothing came of that order,
/// whatever its sentence; a sentence in place of the whole answer that is not listed proves nothing.
/// </summary>
public static class HyperliquidErrors
{
    public const string UnlistedOrder = "Order";

    // The first that fits counts.
    private static readonly (string Name, string Words, VenueError Error)[] Sentences = [.. OfOrders(), .. OfTheRest()];

    private static (string Name, string Words, VenueError Error)[] OfOrders() =>
    [
        ("Tick", "Price must be divisible by tick size", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        ("MinTradeNtl", "Order must have minimum value of $", VenueError.Rejected(RejectReason.BelowMinimum)),
        ("MinTradeSpotNtl", "Order must have minimum value of", VenueError.Rejected(RejectReason.BelowMinimum)),
        ("PerpMargin", "Insufficient margin to place order", VenueError.Rejected(RejectReason.InsufficientFunds)),
        ("ReduceOnly", "Reduce only order would increase position", VenueError.Rejected(RejectReason.ReduceOnlyRefused)),
        ("BadAloPx", "Post only order would have immediately matched", VenueError.Rejected(RejectReason.WouldTakeLiquidity)),
        ("IocCancel", "Order could not immediately match against any resting orders", VenueError.Rejected(RejectReason.Other)),
        ("BadTriggerPx", "Invalid TP/SL price", VenueError.Rejected(RejectReason.WouldTriggerImmediately)),
        ("MarketOrderNoLiquidity", "No liquidity available for market order", VenueError.Rejected(RejectReason.Other)),
        ("PositionIncreaseAtOpenInterestCap", "Order would increase open interest while open interest is capped", VenueError.Rejected(RejectReason.AboveMaximum)),
        ("TooAggressiveAtOpenInterestCap", "price more aggressive than oracle while at open interest cap", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        ("OpenInterestIncrease", "Order would increase open interest too quickly", VenueError.Rejected(RejectReason.AboveMaximum)),
        ("InsufficientSpotBalance", "insufficient spot balance", VenueError.Rejected(RejectReason.InsufficientFunds)),
        ("Oracle", "Order price too far from oracle", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        ("Oracle", "Order price cannot be more than", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        ("PerpMaxPosition", "exceed margin tier limit at current leverage", VenueError.Rejected(RejectReason.AboveMaximum)),
        ("MissingOrder", "Order was never placed, already canceled, or filled", VenueError.NotFound),
        ("MissingOrder", "Cannot modify canceled or filled order", VenueError.NotFound),
        ("InvalidSize", "Order has zero size", VenueError.Rejected(RejectReason.BelowMinimum)),
        ("InvalidSize", "Order has invalid size", VenueError.Rejected(RejectReason.Other)),
        ("InvalidPrice", "Order has invalid price", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        ("DuplicateCloid", "duplicate cloid", VenueError.DuplicateId),
        ("DuplicateCloid", "cloid already", VenueError.DuplicateId),
        ("Halted", "Trading is halted", VenueError.Rejected(RejectReason.MarketClosed)),
        ("Halted", "is delisted", VenueError.Rejected(RejectReason.MarketClosed)),
        ("PostOnlyPhase", "Only post-only orders allowed immediately after a network upgrade", VenueError.Rejected(RejectReason.MarketClosed)),
        ("UnknownAsset", "Asset does not exist", VenueError.Rejected(RejectReason.UnknownInstrument)),
        ("UnknownAsset", "Invalid asset", VenueError.Rejected(RejectReason.UnknownInstrument)),
        ("UnknownAsset", "Unknown asset", VenueError.Rejected(RejectReason.UnknownInstrument)),
        ("TooManyOrders", "Too many open orders", VenueError.Rejected(RejectReason.AboveMaximum)),
    ];

    private static (string Name, string Words, VenueError Error)[] OfTheRest() =>
    [
        // Of the terms of a position.
        ("LeverageWithPosition", "leverage type with open position", VenueError.Rejected(RejectReason.Other)),
        ("LeverageWithPosition", "Cannot decrease leverage with open position", VenueError.Rejected(RejectReason.Other)),
        ("InvalidLeverage", "Invalid leverage value", VenueError.Rejected(RejectReason.Other)),
        ("CrossNotAllowed", "Cross margin is not allowed", VenueError.Rejected(RejectReason.Unsupported)),
        ("InsufficientMargin", "Insufficient margin", VenueError.Rejected(RejectReason.InsufficientFunds)),
        ("UnifiedAccount", "Action disabled when unified account is active", VenueError.Rejected(RejectReason.Unsupported)),
        ("ScheduledCancel", "Cannot set scheduled cancel time", VenueError.Rejected(RejectReason.Unsupported)),
        ("ScheduledCancel", "Scheduled cancel time too early", VenueError.Rejected(RejectReason.Other)),

        // Of who signed, and when. A slip in what was signed is another signer, whom nobody knows.
        ("UnknownSigner", "User or API Wallet", VenueError.Unauthorized),
        ("UnknownSigner", "Must deposit before performing actions", VenueError.Unauthorized),
        ("UnknownSigner", "Unable to recover signer", VenueError.Unauthorized),
        ("Vault", "Vault not registered", VenueError.NotPermitted),
        ("Vault", "Unauthorized", VenueError.NotPermitted),
        ("Vault", "not authorized", VenueError.NotPermitted),
        ("DuplicateNonce", "Invalid nonce: duplicate nonce", VenueError.NotProcessed),
        ("Nonce", "Invalid nonce", VenueError.ClockSkew),
        ("Nonce", "lower than the next valid nonce", VenueError.ClockSkew),
        ("Expired", "already expired", VenueError.NotProcessed),
        ("Expired", "Action expired", VenueError.NotProcessed),

        // Of limits.
        (CumulativeRequests, "Too many cumulative requests sent", VenueError.NotProcessed),
        ("RateLimit", "Too many requests", VenueError.Throttled),
        ("RateLimit", "rate limit", VenueError.Throttled),
    ];

    internal const string CumulativeRequests = "CumulativeRequests";

    public static IEnumerable<string> Listed => Sentences.Select(each => each.Words);

    /// <summary>What a sentence in place of the whole answer proves.</summary>
    public static VenueComplaint Of(string sentence) => Find(sentence) ?? new(VenueError.Unknown, "Unlisted", sentence);

    /// <summary>What the sentence for one order or cancel of an action proves: at least that it was refused.</summary>
    public static VenueComplaint OfOne(string sentence) => Find(sentence) ?? new(VenueError.Rejected(RejectReason.Other), UnlistedOrder, sentence);

    private static VenueComplaint? Find(string sentence)
    {
        foreach (var (name, words, error) in Sentences)
        {
            if (sentence.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return new(error, name, sentence, name == CumulativeRequests ? HyperliquidLimits.ActionEvery : null);
            }
        }

        return null;
    }
}
