using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Archives;

namespace Signalbox.Server.Upkeep;

/// <summary>What keeps the installation's past safe, and how it is doing.</summary>
public sealed record UpkeepDocument(BackupUpkeepDocument Backup, CheckpointUpkeepDocument Checkpoints, ArchiveUpkeepDocument Archives, RetentionDocument Retention);

public sealed record BackupUpkeepDocument(
    [property: Description("Where daily backups are written; absent: none are.")] string? Folder,
    [property: Description("How many of them stay.")] int Keep,
    [property: Description("The newest file; absent: there is none.")] string? Newest,
    DateTimeOffset? NewestAt,
    long? NewestBytes,
    DateTimeOffset? NextAt,
    [property: Description("Why the last try failed; absent: it did not.")] string? Failure);

public sealed record CheckpointUpkeepDocument(
    [property: Description("The newest file; absent: there is none.")] string? Newest,
    int Count,
    DateTimeOffset NextAt,
    [property: Description("The host they are posted to as well; absent: none.")] string? PostedTo,
    [property: Description("Why the last one was not written or not posted; absent: it was.")] string? Failure);

public sealed record ArchiveUpkeepDocument(
    string Folder,
    [property: Description("When the month that runs is closed.")] DateTimeOffset NextAt,
    [property: Description("Why the last try failed; absent: it did not.")] string? Failure,
    [property: Description("Newest first.")] IReadOnlyList<ArchiveDocument> Items);

/// <summary>An archive of a month: read-only, with its events chained and its closing signed.</summary>
public sealed record ArchiveDocument(
    string File, string Kind, string Month, long Events, long Bytes, string Sha256, DateTimeOffset WrittenAt,
    [property: Description("When its retention was over and it was deleted; absent: it is kept.")] DateTimeOffset? RemovedAt)
{
    internal static ArchiveDocument Of(ArchiveRow row) => new(
        row.File, row.Kind, row.Month, row.Events, row.Bytes, row.Sha256, DateTimeOffset.FromUnixTimeMilliseconds(row.WrittenAt),
        row.RemovedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}

/// <summary>How long archives are kept after their month. The journal itself is never shortened.</summary>
public sealed record RetentionDocument(
    [property: Description("Years for the audit trail; absent: for ever.")] int? AuditYears,
    [property: Description("Years for signals and trades; absent: for ever.")] int? TradingYears,
    long Version)
{
    internal static RetentionDocument Of(RetentionRules rules) => new(rules.AuditYears, rules.TradingYears, rules.Version);
}

public sealed record RetentionInput(
    [property: Description("6 to 100; absent: for ever.")] int? AuditYears = null,
    [property: Description("1 to 100; absent: for ever.")] int? TradingYears = null,
    [property: Required, Description("The version that was read.")] long? Version = null);
