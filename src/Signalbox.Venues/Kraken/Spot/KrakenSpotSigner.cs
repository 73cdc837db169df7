using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// Signs the path followed by the digest of nonce and body. The nonce is taken here, so requests must leave in the order in
/// which they are signed: see <see cref="KrakenTurns"/>.
/// </summary>
public sealed class KrakenSpotSigner
{
    public const string KeyHeader = "API-Key";
    public const string SignHeader = "API-Sign";

    private readonly string key;
    private readonly KrakenSecret secret;
    private readonly KrakenNonce nonce;

    public KrakenSpotSigner(string key, string secret, TimeProvider clock)
    {
        this.key = key;
        this.secret = new(secret);
        nonce = new(clock);
    }

    public string Sign(string path, string nonceUsed, ReadOnlySpan<byte> body)
    {
        var signed = Encoding.ASCII.GetByteCount(path);
        var message = new byte[signed + SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(path, message);
        Span<byte> first = stackalloc byte[nonceUsed.Length];
        Encoding.ASCII.GetBytes(nonceUsed, first);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(first);
        digest.AppendData(body);
        digest.GetHashAndReset(message.AsSpan(signed));
        return secret.Sign(message);
    }

    internal WireRequest Seal(string path, QueryWriter parameters)
    {
        var number = nonce.Next();
        var rest = parameters.ToString();
        return Sealed(path, number, rest.Length == 0 ? $"nonce={number}" : $"nonce={number}&{rest}", WireRequest.Form);
    }

    /// <summary>For what has lists in it.</summary>
    internal WireRequest Seal(string path, Func<JsonBody, JsonBody> write)
    {
        var number = nonce.Next();
        return Sealed(path, number, write(new JsonBody().Add("nonce", number)).ToString(), WireRequest.Json);
    }

    private WireRequest Sealed(string path, string number, string text, string contentType)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new()
        {
            Method = HttpMethod.Post,
            Path = path,
            Body = body,
            ContentType = contentType,
            Headers = [new(KeyHeader, key), new(SignHeader, Sign(path, number, body))],
        };
    }
}
