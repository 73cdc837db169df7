using System.Buffers.Binary;
using System.Numerics;

namespace Signalbox.Venues.Signing;

/// <summary>
/// Keccak-256 with the padding Ethereum kept from before SHA-3 was settled; the platform has only the later one. Every
/// input of a length takes the same steps.
/// </summary>
public static class Keccak256
{
    public const int HashBytes = 32;

    private const int RateBytes = 136;
    private const int Lanes = 25;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // Along the path on which rho and pi move the lanes: where each goes, and how far it turns.
    private static readonly int[] Places = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    private static readonly int[] Turns = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashBytes];
        HashData(data, hash);
        return hash;
    }

    public static void HashData(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        for (; data.Length >= RateBytes; data = data[RateBytes..])
        {
            Absorb(state, data[..RateBytes]);
        }

        Span<byte> last = stackalloc byte[RateBytes];
        last.Clear();
        data.CopyTo(last);
        last[data.Length] = 0x01;
        last[^1] |= 0x80;
        Absorb(state, last);
        for (var lane = 0; lane < HashBytes / 8; lane++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash[(lane * 8)..], state[lane]);
        }
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var lane = 0; lane < RateBytes / 8; lane++)
        {
            state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(lane * 8)..]);
        }

        Span<ulong> columns = stackalloc ulong[5];
        foreach (var constant in RoundConstants)
        {
            Theta(state, columns);
            RhoPi(state);
            Chi(state, columns);
            state[0] ^= constant;
        }
    }

    private static void Theta(Span<ulong> state, Span<ulong> columns)
    {
        for (var x = 0; x < 5; x++)
        {
            columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }

        for (var x = 0; x < 5; x++)
        {
            var turned = columns[(x + 4) % 5] ^ BitOperations.RotateLeft(columns[(x + 1) % 5], 1);
            for (var y = 0; y < Lanes; y += 5)
            {
                state[x + y] ^= turned;
            }
        }
    }

    private static void RhoPi(Span<ulong> state)
    {
        var carried = state[1];
        for (var step = 0; step < Places.Length; step++)
        {
            (carried, state[Places[step]]) = (state[Places[step]], BitOperations.RotateLeft(carried, Turns[step]));
        }
    }

    private static void Chi(Span<ulong> state, Span<ulong> row)
    {
        for (var y = 0; y < Lanes; y += 5)
        {
            state.Slice(y, 5).CopyTo(row);
            for (var x = 0; x < 5; x++)
            {
                state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}
