using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Storage.Records;

/// <summary>What becomes of a column when its row was there before.</summary>
internal enum Merge
{
    Key,

    /// <summary>What the row was begun with: it never changes, and a database need not touch its indexes again.</summary>
    Fixed,

    /// <summary>The new value, also where it is null.</summary>
    Replace,

    /// <summary>The new value where there is one.</summary>
    Known,

    /// <summary>The first value there ever was.</summary>
    First,

    /// <summary>Both added up: a decimal as text.</summary>
    Sum,
}

/// <param name="IsText">Else a whole number.</param>
internal sealed record RecordColumn(string Name, bool IsText, Merge Merge, Func<RowChange, object?> Value);
