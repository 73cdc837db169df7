using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Upkeep;

/// <summary>Work that keeps the installation's past safe and its line private, without anybody asking for it.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<UpkeepKind>))]
public enum UpkeepKind
{
    /// <summary>The daily backup.</summary>
    Backup,

    /// <summary>The daily checkpoint.</summary>
    Checkpoint,

    /// <summary>Posting checkpoints elsewhere.</summary>
    CheckpointPost,

    /// <summary>The monthly archives.</summary>
    Archive,

    /// <summary>The certificate for HTTPS, where the server obtains it itself.</summary>
    Certificate,
}
