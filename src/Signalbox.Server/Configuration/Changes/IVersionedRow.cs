namespace Signalbox.Server.Configuration.Changes;

/// <summary>A row that carries the configuration version which wrote it.</summary>
internal interface IVersionedRow
{
    long Version { get; }
}
