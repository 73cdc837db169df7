using System.Buffers.Binary;
using System.Text;
using Signalbox.Venues.Signing;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Signs what is done at the exchange. Trading actions are packed, hashed together with nonce, sub-account and end, and the
/// hash is signed as the phantom agent of that moment; what moves money is signed field by field under another domain.
/// </summary>
public sealed class HyperliquidSigner
{
    private const string Path = "/exchange";

    // An answer to a request with headers of ours says something about the key.
    private static readonly KeyValuePair<string, string>[] Headers = [new("Accept", WireRequest.Json)];

    private static readonly Eip712Domain Trading = new("Exchange", 1337);

    private readonly EthereumKey key;
    private readonly EthereumAddress? vault;
    private readonly bool isLive;

    /// <param name="vault">The sub-account or vault that is traded; null for the account itself.</param>
    /// <param name="isLive">Main net; a signature of one net is another signer's on the other.</param>
    public HyperliquidSigner(string privateKey, string? vault, bool isLive)
    {
        key = new(privateKey);
        this.vault = vault is null ? null : EthereumAddress.Parse(vault);
        this.isLive = isLive;
    }

    /// <summary>Whose signature it is: the account's own key or an agent's.</summary>
    public EthereumAddress Address => key.Address;

    public EthereumSignature Sign(HyperliquidValue action, long nonce, long? expiresAfter) => key.Sign(Digest(ConnectionId(action, nonce, vault, expiresAfter), isLive));

    /// <summary>Of actions that move money or rights: the fields with their types, in the order the venue lists them.</summary>
    /// <param name="chainId">Of the wallet that signs; any will do, and it is sent along.</param>
    public EthereumSignature SignTyped(string type, ulong chainId, IReadOnlyList<Eip712Field> fields) => key.Sign(
        Eip712.Digest(new("HyperliquidSignTransaction", chainId), $"HyperliquidTransaction:{type}", [Eip712Field.Text("hyperliquidChain", isLive ? "Mainnet" : "Testnet"), .. fields]));

    /// <summary>What an action's signature is about.</summary>
    public static byte[] ConnectionId(HyperliquidValue action, long nonce, EthereumAddress? vault, long? expiresAfter)
    {
        var packed = action.Pack();
        Span<byte> tail = stackalloc byte[8 + 1 + EthereumAddress.Bytes + 1 + 8];
        BinaryPrimitives.WriteInt64BigEndian(tail, nonce);
        tail[8] = vault is null ? (byte)0 : (byte)1;
        var length = 9;
        if (vault is { } account)
        {
            account.Write(tail[length..]);
            length += EthereumAddress.Bytes;
        }

        if (expiresAfter is { } end)
        {
            tail[length] = 0;
            BinaryPrimitives.WriteInt64BigEndian(tail[(length + 1)..], end);
            length += 9;
        }

        return Keccak256.HashData([.. packed.Span, .. tail[..length]]);
    }

    /// <summary>What is signed in the end.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> connectionId, bool isLive) =>
        Eip712.Digest(Trading, "Agent", [Eip712Field.Text("source", isLive ? "a" : "b"), Eip712Field.Bytes32("connectionId", connectionId)]);

    /// <summary>A whole request: the action, signed with its nonce and good until the window ends.</summary>
    internal WireRequest Seal(HyperliquidValue action, long nonce, SigningTime time)
    {
        var expires = (time.At + time.Window).ToUnixTimeMilliseconds();
        var (r, s, v) = Sign(action, nonce, expires);
        var body = HyperliquidValue.Map(
            ("action", action),
            ("nonce", nonce),
            ("signature", HyperliquidValue.Map(("r", r), ("s", s), ("v", (long)v))),
            ("vaultAddress", vault?.ToString() is { } account ? (HyperliquidValue)account : null),
            ("expiresAfter", expires));
        return new() { Method = HttpMethod.Post, Path = Path, Body = Encoding.UTF8.GetBytes(body.ToJson()), Headers = Headers };
    }
}
