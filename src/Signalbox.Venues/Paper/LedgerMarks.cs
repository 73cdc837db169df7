namespace Signalbox.Venues.Paper;

/// <summary>Where in a ledger which time lies: one mark every few hundred events, so that the past is found without reading all.</summary>
internal sealed class LedgerMarks
{
    private const int Every = 256;

    private readonly List<DateTimeOffset> marks = [];
    private DateTimeOffset latest;

    public void Note(long version, DateTimeOffset at)
    {
        latest = at > latest ? at : latest;
        if (version % Every == 0)
        {
            marks.Add(latest);
        }
    }

    /// <summary>The version after which every event since a time is found.</summary>
    public long Before(DateTimeOffset since)
    {
        var index = marks.BinarySearch(since);
        var earlier = index >= 0 ? index : ~index;
        while (earlier > 0 && marks[earlier - 1] >= since)
        {
            earlier--;
        }

        return (long)earlier * Every;
    }
}
