namespace Signalbox.Monitoring.Records;

/// <summary>
/// What an event does to a table of what happened. Each change says all it knows of its row; what it does not know is null
/// and stays as it was. Texts, whole numbers and UTC ticks only, so that every database keeps and returns the same.
/// </summary>
public abstract record RowChange;

/// <summary>The row changes of some events of one stream.</summary>
/// <param name="After">The version before the first of them: rows that do not begin where the stored ones end are refused.</param>
/// <param name="Reached">The version of the last.</param>
public sealed record StreamRows(Journal.StreamId Stream, long After, long Reached, IReadOnlyList<RowChange> Rows);
