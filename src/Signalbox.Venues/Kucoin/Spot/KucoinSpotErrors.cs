using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Kucoin;

/// <summary>Spot's own codes, and those of its margin accounts, which the same services answer.</summary>
internal static class KucoinSpotErrors
{
    public static readonly IReadOnlyList<KucoinErrorGroup> Groups =
    [
        new(VenueError.NotFound, "102436", "126043", "130103", "130108"),
        new(VenueError.DuplicateId, "102426", "126033", "126044"),
        // The order is being worked on and stays what it is.
        new(VenueError.NotProcessed, "102428", "130202"),
        new(VenueError.Unknown, "126000", "126038", "126039", "135005", "135018", "230005"),
        new(VenueError.NotPermitted, "126002", "126005", "126015", "126021", "126037", "126045", "126046", "126047", "126048", "130201", "130302", "200009", "400500", "400700"),
        new(VenueError.Rejected(RejectReason.InsufficientFunds), "102421", "126013", "130105", "130203", "130301", "200004", "210021", "230003", "260100"),
        new(VenueError.Rejected(RejectReason.BelowMinimum), "102435", "126003", "600100", "600101"),
        new(VenueError.Rejected(RejectReason.AboveMaximum), "102427", "102434", "126011", "126042", "130311", "130312", "130313", "130314", "200003", "210014", "400350"),
        new(VenueError.Rejected(RejectReason.PriceOutOfRange), "102429", "126022", "126029", "126030", "400330", "400370", "400760"),
        new(VenueError.Rejected(RejectReason.UnknownInstrument), "126004", "900001"),
        new(VenueError.Rejected(RejectReason.MarketClosed), "126006", "126007", "126009", "126010", "130204", "130308", "130309", "200001", "200002", "400600", "600203"),
        new(VenueError.Rejected(RejectReason.Unsupported), "126001", "126027", "126028", "130106", "130303", "130304", "130305", "130306", "130307", "130315"),
        new(VenueError.ClockSkew, "126041"),
        new(VenueError.Rejected(RejectReason.Other),
            "102411", "102425", "126034", "126036", "130101", "130102", "130104", "130107", "130310", "260000", "260210", "260220", "300000", "400800", "900014"),
    ];

    public static readonly IReadOnlyList<MessageRule> Messages =
    [
        new("200002", "Too many requests", VenueError.Throttled),
    ];
}
