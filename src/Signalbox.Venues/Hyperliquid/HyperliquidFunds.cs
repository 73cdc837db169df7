using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Where the money of perpetuals is: in a balance of their own, or, for accounts that chose so, in the one they share with
/// spot. Asked again from time to time, since people change it at the venue.
/// </summary>
internal sealed class HyperliquidFunds(VenueLine line, HyperliquidRequests requests, HyperliquidKnown known, TimeProvider clock)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    private long? askedAt;

    public async Task<(bool AreShared, string? Failure)> AreSharedAsync(CancellationToken cancel)
    {
        if (askedAt is { } last && clock.GetElapsedTime(last) < AskAgainAfter)
        {
            return (known.SharesFunds, null);
        }

        var reply = await line.SendAsync(requests.Abstraction(), cancel);
        // A server that does not know the question has no such accounts.
        if (reply.Why is { } why && reply.Complaint?.Error.Meaning != Errors.ErrorMeaning.Rejected)
        {
            return (false, why);
        }

        known.SharesFunds = reply.Complaint is null && HyperliquidCodec.IsShared(reply.Wire.Body.Span) == true;
        askedAt = clock.GetTimestamp();
        return (known.SharesFunds, null);
    }
}
