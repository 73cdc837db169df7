using System.Buffers;
using System.Buffers.Binary;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>The first message of a TLS handshake, as far as the protocols go that the other side offers (ALPN).</summary>
internal static class ClientHello
{
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const int ProtocolsExtension = 16;
    private const int BytesMax = 16 * 1024;

    /// <summary>False also for whatever is no client hello, or more than one record of it.</summary>
    public static bool OffersOnly(in ReadOnlySequence<byte> bytes, ReadOnlySpan<byte> protocol)
    {
        var hello = new Part(bytes.Slice(0, Math.Min(bytes.Length, BytesMax)).ToArray());
        if (hello.Number(1) != HandshakeRecord || !hello.Skip(2))
        {
            return false;
        }

        var record = hello.Sized(2);
        if (record.Number(1) != ClientHelloMessage)
        {
            return false;
        }

        // Version, random, session, ciphers, compression: then the extensions.
        var message = record.Sized(3);
        message.Skip(2 + 32);
        message.Sized(1);
        message.Sized(2);
        message.Sized(1);
        return IsOnly(message.Sized(2), protocol);
    }

    private static bool IsOnly(Part extensions, ReadOnlySpan<byte> protocol)
    {
        while (extensions.Number(2) is >= 0 and var kind)
        {
            var content = extensions.Sized(2);
            if (kind == ProtocolsExtension)
            {
                var list = content.Sized(2);
                return list.Sized(1).Rest.SequenceEqual(protocol) && list.Rest.IsEmpty;
            }
        }

        return false;
    }

    /// <summary>Reads from the front. What would go beyond the end is empty.</summary>
    private ref struct Part(ReadOnlySpan<byte> rest)
    {
        public ReadOnlySpan<byte> Rest { get; private set; } = rest;

        /// <summary>A number of that many bytes; -1 where there are not as many.</summary>
        public int Number(int bytes)
        {
            var taken = Take(bytes);
            Span<byte> whole = [0, 0, 0, 0];
            taken.CopyTo(whole[(4 - taken.Length)..]);
            return taken.Length == bytes ? BinaryPrimitives.ReadInt32BigEndian(whole) : -1;
        }

        /// <summary>What follows a length of that many bytes.</summary>
        public Part Sized(int bytes) => new(Take(Number(bytes)));

        public bool Skip(int bytes) => Take(bytes).Length == bytes;

        private ReadOnlySpan<byte> Take(int count)
        {
            var fits = count >= 0 && count <= Rest.Length;
            var taken = fits ? Rest[..count] : [];
            Rest = fits ? Rest[count..] : [];
            return taken;
        }
    }
}
