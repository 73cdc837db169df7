using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Fills are told seven days at a time, page by page, newest first.</summary>
/// <param name="ask">Asks one question and reads it.</param>
/// <param name="now">What questions are signed with, on the venue's clock.</param>
internal sealed class BybitFillPages(BybitQuestions questions, Func<WireRequest, CancellationToken, Task<VenueAnswer<BybitPage<FillReport>>>> ask, Func<SigningTime> now)
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(7);

    public Task<VenueAnswer<IReadOnlyList<FillReport>>> OfAsync(InstrumentId instrument, VenueOrderId order, CancellationToken cancel) =>
        OldestFirstAsync(cursor => questions.FillsOf(instrument, order, cursor, now()), cancel);

    /// <summary>Oldest first.</summary>
    /// <param name="instrument">Null for all of the product.</param>
    public async Task<VenueAnswer<IReadOnlyList<FillReport>>> SinceAsync(InstrumentId? instrument, DateTimeOffset since, CancellationToken cancel)
    {
        var all = new List<FillReport>();
        for (var from = since; from < now().At; from += Span)
        {
            // Without an end the venue takes what is there now, so only the spans before the last have one.
            var (first, until) = (from, from + Span < now().At ? from + Span : (DateTimeOffset?)null);
            var answer = await OldestFirstAsync(cursor => questions.FillsSince(instrument, first, until, cursor, now()), cancel);
            if (answer.Value is not { } fills)
            {
                return answer;
            }

            all.AddRange(fills.Where(fill => fill.At >= since));
        }

        // Where two spans meet, both may tell the same fill.
        return VenueAnswer.Of<IReadOnlyList<FillReport>>([.. all.DistinctBy(fill => fill.FillId)]);
    }

    private async Task<VenueAnswer<IReadOnlyList<FillReport>>> OldestFirstAsync(Func<string?, WireRequest> request, CancellationToken cancel)
    {
        var answer = await BybitPages.AllAsync(cursor => ask(request(cursor), cancel));
        return answer.Value is { } fills ? VenueAnswer.Of<IReadOnlyList<FillReport>>([.. fills.Reverse().OrderBy(fill => fill.At)]) : answer;
    }
}
