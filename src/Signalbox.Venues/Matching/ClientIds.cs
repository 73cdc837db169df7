using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Venues.Matching;

/// <summary>The client order ids that stay taken after their orders have ended, for as long as the exchange says.</summary>
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
        var key = Key(clientId);
        if (used.Add(key) && rules.ClientIds == ClientIdUniqueness.Window)
        {
            ages.Enqueue((key, at));
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
    private static UInt128 Key(string clientId)
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
