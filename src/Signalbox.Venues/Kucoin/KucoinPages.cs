namespace Signalbox.Venues.Kucoin;

/// <summary>Lists whose pages are numbered, from the first to the last the venue says there is.</summary>
internal static class KucoinPages
{
    private const int PagesMax = 1_000;

    public static async Task<VenueAnswer<IReadOnlyList<T>>> NumberedAsync<T>(Func<int, Task<VenueAnswer<KucoinList<T>>>> ask)
    {
        var all = new List<T>();
        for (var number = 1; number <= PagesMax; number++)
        {
            var answer = await ask(number);
            if (answer.Value is not { } page)
            {
                return VenueAnswer.Failed<IReadOnlyList<T>>(answer.Failure!);
            }

            all.AddRange(page.Items);
            if (number >= page.Pages || page.Items.Count == 0)
            {
                return VenueAnswer.Of<IReadOnlyList<T>>(all);
            }
        }

        return VenueAnswer.Failed<IReadOnlyList<T>>($"The venue's list does not end: {PagesMax} pages were read.");
    }
}
