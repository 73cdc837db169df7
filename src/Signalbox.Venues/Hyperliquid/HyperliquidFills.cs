using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// An account's fills of a span of time. A list holds two thousand at most and no word tells whether there were more, so a
/// span whose list is full is asked for again in halves.
/// </summary>
internal sealed class HyperliquidFills(VenueLine line, HyperliquidRequests requests)
{
    private const int QuestionsMax = 64;

    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> SinceAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new Dictionary<string, FillReport>(StringComparer.Ordinal);
        var spans = new Stack<(DateTimeOffset From, DateTimeOffset? Until)>([(since, null)]);
        for (var asked = 0; spans.TryPop(out var span); asked++)
        {
            if (asked == QuestionsMax)
            {
                return VenueAnswer.Failed<IReadOnlyList<FillReport>>($"There are more fills since {since:O} than {QuestionsMax} questions bring.");
            }

            var answer = (await line.SendAsync(requests.FillsSince(span.From, span.Until), cancel)).Answer(reply => HyperliquidCodec.Fills(reply.Body.Span));
            if (answer.Value is not { } fills)
            {
                return answer;
            }

            foreach (var fill in fills)
            {
                found[fill.FillId.Value] = fill;
            }

            if (fills.Count < HyperliquidRequests.FillsOfAPage)
            {
                continue;
            }

            var until = span.Until ?? now.AddMinutes(1);
            var middle = span.From + ((until - span.From) / 2);
            if (until - span.From < TimeSpan.FromMilliseconds(2))
            {
                return VenueAnswer.Failed<IReadOnlyList<FillReport>>($"A millisecond around {span.From:O} has more fills than the venue lists.");
            }

            spans.Push((span.From, middle));
            spans.Push((middle, span.Until));
        }

        // Numbers of trades do not rise here: those of one moment keep the order of their numbers.
        return VenueAnswer.Of<IReadOnlyList<FillReport>>(
            [.. found.Values.Where(fill => fill.At >= since).OrderBy(fill => fill.At).ThenBy(fill => fill.FillId.Value.Length).ThenBy(fill => fill.FillId.Value, StringComparer.Ordinal)]);
    }
}
