using Signalbox.Server.Security.Sealing;

namespace Signalbox.Tests.Configuration;

/// <summary>Master keys in memory.</summary>
internal sealed class KeptKeys(params IReadOnlyList<VaultKey> keys) : IVaultSource
{
    public IReadOnlyList<VaultKey> Keys { get; set; } = keys;

    public string Name => "the test's keys";

    public bool IsWritable { get; init; } = true;

    public bool Exists => true;

    public IReadOnlyList<VaultKey> Read() => Keys;

    public void Write(IReadOnlyList<VaultKey> keys) => Keys = keys;
}
