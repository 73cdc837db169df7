using System.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>The place a secret belongs to. It is part of the encryption: moved elsewhere, the secret does not open.</summary>
public readonly record struct VaultOwner(string Table, string Row, string Column)
{
    private const char Separator = '\u001F';

    internal byte[] AssociatedData(string format, string keyId) =>
        Encoding.UTF8.GetBytes(string.Join(Separator, format, keyId, Table, Row, Column));

    public override string ToString() => $"{Table}/{Row}/{Column}";
}
