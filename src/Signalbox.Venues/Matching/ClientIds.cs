using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Buffers.Binary;

namespace Signalbox.Venues.Matching;

/// <summary>The client order ids an account has used, for as long as its exchange keeps them taken.</summary>
internal sealed class ClientIds(EngineRules rules)
{
    private readonly HashSet<UInt128> used = [];
    private readonly Queue<(UInt128 Key, DateTimeOffset At)> ages = new();

    public bool IsTaken(string clientId, DateTimeOffset now)
    {
        Forget(now);
        return used.Contains(Key(clientId));
    }

    public void Use(string clientId, DateTimeOffset at)
    {
        if (rules.ClientIds == ClientIdUniqueness.None || !used.Add(Key(clientId)))
        {
            return;
        }

        if (rules.ClientIds == ClientIdUniqueness.Window)
        {
            ages.Enqueue((Key(clientId), at));
        }
    }

    public void Ended(string clientId)
    {
        if (rules.ClientIds == ClientIdUniqueness.Open)
        {
            used.Remove(Key(clientId));
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (ages.TryPeek(out var oldest) && now - oldest.At >= rules.ClientIdWindow)
        {
            used.Remove(ages.Dequeue().Key);
        }
    }

    // 128 bits hold our own ids as they are; longer or other alphabets are digested, since ids are kept for ever.
    internal static UInt128 Key(string clientId)
    {
        if (clientId.Length == 32 && UInt128.TryParse(clientId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return bits;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(clientId), digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
