using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Kucoin;

/// <summary>Futures' own codes.</summary>
internal static class KucoinFuturesErrors
{
    public static readonly IReadOnlyList<KucoinErrorGroup> Groups =
    [
        new(VenueError.NotFound, "100004"),
        new(VenueError.DuplicateId, "300018"),
        new(VenueError.Throttled, "200002"),
        new(VenueError.Unknown, "100002"),
        new(VenueError.Maintenance, "300002", "300015"),
        new(VenueError.NotPermitted, "40010"),
        new(VenueError.Rejected(RejectReason.UnknownInstrument), "100003", "200003"),
        new(VenueError.Rejected(RejectReason.InsufficientFunds), "200005", "300003", "330008"),
        new(VenueError.Rejected(RejectReason.AboveMaximum), "126042", "300001", "300004", "300005", "300016"),
        new(VenueError.Rejected(RejectReason.PriceOutOfRange), "300006", "300007", "300011", "300012"),
        new(VenueError.Rejected(RejectReason.ReduceOnlyRefused), "300009", "300010"),
        new(VenueError.Rejected(RejectReason.MarketClosed), "300008", "300013", "300014"),
        new(VenueError.Rejected(RejectReason.Unsupported), "300017", "330005", "330011"),
        new(VenueError.Rejected(RejectReason.Other), "100001", "100005", "200001", "300000"),
    ];

    // Another meaning of the code for too many requests.
    public static readonly IReadOnlyList<MessageRule> Messages = [new("200002", "query scope", VenueError.Rejected(RejectReason.Other))];
}
