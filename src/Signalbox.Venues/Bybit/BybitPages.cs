namespace Signalbox.Venues.Bybit;

/// <summary>A whole list that comes in pages.</summary>
internal static class BybitPages
{
    private const int PagesMax = 1_000;

    /// <param name="ask">Asks for the page after a cursor.</param>
    public static async Task<VenueAnswer<IReadOnlyList<T>>> AllAsync<T>(Func<string?, Task<VenueAnswer<BybitPage<T>>>> ask)
    {
        var all = new List<T>();
        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = await ask(cursor);
            if (answer.Value is not { } told)
            {
                return VenueAnswer.Failed<IReadOnlyList<T>>(answer.Failure!);
            }

            all.AddRange(told.Items);
            // The last page may carry a cursor too, to the place where it ended.
            if (told.Next is null || told.Next == cursor || told.Items.Count == 0)
            {
                return VenueAnswer.Of<IReadOnlyList<T>>(all);
            }

            cursor = told.Next;
        }

        return VenueAnswer.Failed<IReadOnlyList<T>>($"The venue's list does not end: {PagesMax} pages were read.");
    }
}
