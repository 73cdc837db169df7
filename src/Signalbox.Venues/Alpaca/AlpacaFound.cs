using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Alpaca;

/// <summary>What a question about one order brought: the order, nothing (the venue does not know it), or why it failed.</summary>
internal sealed record AlpacaFound(AlpacaSeen? Seen, string? Failure)
{
    /// <summary>How often an order may have been changed and still be followed.</summary>
    public const int StepsMax = 100;

    /// <summary>The numbers it had before.</summary>
    public IReadOnlyList<VenueOrderId> Numbers { get; init; } = [];

    /// <summary>This came in the place of another: it goes by the first one's id, and what that had filled is its own.</summary>
    public AlpacaFound After(AlpacaSeen before, IReadOnlyList<VenueOrderId> earlier) => Seen is { } seen
        ? this with
        {
            Numbers = [.. earlier, before.Report.VenueOrderId],
            Seen = seen with
            {
                SentAt = before.SentAt,
                Report = seen.Report with
                {
                    ClientOrderId = before.Report.ClientOrderId,
                    ForeignClientId = before.Report.ForeignClientId,
                    FilledQuantity = Quantity.Max(seen.Report.FilledQuantity, before.Report.FilledQuantity),
                },
            },
        }
        : new(null, Failure ?? "The venue does not show what took the place of the order.");
}
