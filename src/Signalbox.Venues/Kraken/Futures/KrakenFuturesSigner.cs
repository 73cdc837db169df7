using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>Signs the digest of what is sent, the nonce and the path; the path without the <c>/derivatives</c> it begins with.</summary>
public sealed class KrakenFuturesSigner
{
    private const string Unsigned = "/derivatives";

    private readonly KrakenSecret secret;
    private readonly KrakenNonce nonce;

    public KrakenFuturesSigner(string key, string secret, TimeProvider clock)
    {
        Key = key;
        this.secret = new(secret);
        nonce = new(clock);
    }

    public string Key { get; }

    public string Sign(string path, string nonceUsed, string sent)
    {
        var signedPath = path.StartsWith(Unsigned, StringComparison.Ordinal) ? path[Unsigned.Length..] : path;
        return secret.Sign(SHA256.HashData(Encoding.UTF8.GetBytes($"{sent}{nonceUsed}{signedPath}")));
    }

    /// <summary>Answers the challenge with which a stream begins.</summary>
    public string Sign(string challenge) => secret.Sign(SHA256.HashData(Encoding.UTF8.GetBytes(challenge)));

    internal WireRequest Seal(HttpMethod method, string path, QueryWriter parameters)
    {
        var query = parameters.ToString();
        return new() { Method = method, Path = path, Query = query, Headers = Headers(path, query) };
    }

    internal WireRequest SealForm(string path, string body) => new()
    {
        Method = HttpMethod.Post,
        Path = path,
        Body = Encoding.UTF8.GetBytes(body),
        ContentType = WireRequest.Form,
        Headers = Headers(path, body),
    };

    private KeyValuePair<string, string>[] Headers(string path, string sent)
    {
        var number = nonce.Next();
        return [new("APIKey", Key), new("Nonce", number), new("Authent", Sign(path, number, sent))];
    }
}
