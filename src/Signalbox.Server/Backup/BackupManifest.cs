using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Server.Backup;

/// <summary>The first piece of a backup: what is in it.</summary>
/// <param name="Store">sqlite or postgres; a backup goes back into the kind of store it came from.</param>
/// <param name="Configuration">The schema version of the configuration's tables.</param>
internal sealed record BackupManifest(int Format, string Program, DateTimeOffset At, string Store, int Configuration)
{
    public const string Piece = "manifest";
    public const string FilePrefix = "file:";
    public const string TablePrefix = "table:";
    public const string Database = "journal.db";
    public const int FormatNow = 1;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    public static BackupManifest Read(BackupReader reader)
    {
        var manifest = reader.Next() == Piece ? JsonSerializer.Deserialize(reader.Whole(), BackupJson.Default.BackupManifest) : null;
        return manifest is { Format: FormatNow }
            ? manifest
            : throw new BackupException("This backup was written by a newer Signalbox. Restore it with that version.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupNote))]
internal sealed partial class BackupJson : JsonSerializerContext;
