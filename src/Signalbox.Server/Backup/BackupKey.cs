using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Signalbox.Server.Backup;

/// <summary>The head of a backup file, and the key that its salt and a passphrase make.</summary>
internal sealed class BackupKey
{
    public const int HeadBytes = 32;

    /// <summary>OWASP asks for 210,000 rounds of PBKDF2 with SHA-512; a backup is opened rarely and may be stolen.</summary>
    private const int Rounds = 600_000;

    // A forged head must not keep the machine busy for days.
    private const int RoundsMax = 10_000_000;

    private static readonly byte[] Magic = "SIGNALBX1\n\0\0"u8.ToArray();

    private BackupKey(byte[] head, byte[] key)
    {
        Head = head;
        Key = key;
    }

    public byte[] Head { get; }

    public byte[] Key { get; }

    public static BackupKey Create(string passphrase)
    {
        var head = new byte[HeadBytes];
        Magic.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Magic.Length), Rounds);
        RandomNumberGenerator.Fill(head.AsSpan(Magic.Length + sizeof(int)));
        return Of(head, passphrase);
    }

    public static BackupKey Read(Stream file, string passphrase)
    {
        var head = new byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new BackupException("This is no backup of Signalbox, or its beginning is lost.");
        }

        return Of(head, passphrase);
    }

    private static BackupKey Of(byte[] head, string passphrase)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(Magic.Length));
        if (rounds is < 1 or > RoundsMax)
        {
            throw new BackupException("The beginning of this backup is damaged.");
        }

        var salt = head.AsSpan(Magic.Length + sizeof(int));
        return new(head, Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA512, 32));
    }
}
