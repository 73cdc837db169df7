namespace Signalbox.Server.Api.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order they were created.</param>
/// <param name="Next">Send it as <c>after</c> for the next part; absent on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    /// <summary>Cuts rows, of which one more than the limit was read, to a page.</summary>
    public static Page<T> Of<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> item, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(item)], rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
