using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>What became of a batch of cancellations: each is told by the id it was asked with.</summary>
internal static class KucoinFuturesBatch
{
    /// <summary>One outcome each, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Cancelled(WireReply reply, IReadOnlyList<CancelOrder> asked)
    {
        if (KucoinCodec.Read(reply.Body.Span, KucoinJson.Default.KucoinAnswerIReadOnlyListKucoinPlaced) is not { } told || told.Count != asked.Count)
        {
            return null;
        }

        var byId = told.Where(each => each.ClientOid is not null).GroupBy(each => each.ClientOid!).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return [.. asked.Select((order, index) => Outcome(byId.GetValueOrDefault(KucoinIds.Write(order.Id)) ?? (byId.Count == 0 ? told[index] : null)))];
    }

    private static VenueOutcome Outcome(KucoinPlaced? told) => told?.Code switch
    {
        "200" or KucoinVoice.Done => new VenueOutcome.Accepted(null),
        { } code => new VenueComplaint(KucoinErrors.Futures.Find(code, told.Msg ?? ""), code, told.Msg ?? "").Outcome,
        null => new VenueOutcome.Unknown("The venue's answer does not tell what became of the cancellation."),
    };
}
