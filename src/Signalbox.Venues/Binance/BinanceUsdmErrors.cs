using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Binance;

/// <summary>What only USD-M futures answer.</summary>
internal static class BinanceUsdmErrors
{
    public static readonly IReadOnlyDictionary<string, VenueError> Codes = new Dictionary<string, VenueError>
    {
        ["-1008"] = VenueError.NotProcessed,
    };

    // Futures say of these failures of the server that nothing came of the request; of every other nothing is known.
    public static readonly IReadOnlyList<MessageRule> Messages =
    [
        new("503", "Service Unavailable.", VenueError.NotProcessed),
        new("503", "Internal error; unable to process your request", VenueError.NotProcessed),
        new("503", "throttled by system-level protection", VenueError.NotProcessed),
    ];
}
