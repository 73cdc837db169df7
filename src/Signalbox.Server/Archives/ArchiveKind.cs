using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Text;

namespace Signalbox.Server.Archives;

/// <summary>What an archive holds. Each kind has a file a month.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ArchiveKind>))]
public enum ArchiveKind
{
    /// <summary>The administration stream: who did what.</summary>
    Audit,

    /// <summary>Signals, accounts, risk, equity and notices. The anchors are not in it: they state what its own closing states.</summary>
    Trading,
}

internal static class ArchiveKinds
{
    public static readonly IReadOnlyList<ArchiveKind> All = [ArchiveKind.Audit, ArchiveKind.Trading];

    extension(ArchiveKind kind)
    {
        public bool Holds(StreamId stream) => kind == ArchiveKind.Audit
            ? stream == StreamId.Administration
            : stream != StreamId.Administration && stream != StreamId.Anchors;
    }
}
