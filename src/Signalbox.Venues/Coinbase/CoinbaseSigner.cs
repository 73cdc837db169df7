using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Signalbox.Venues.Signing;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>
/// A signed token (JWT) for each request and each subscription: who, when, and which request. ES256 with an EC key, EdDSA
/// with an Ed25519 key. It is good for two minutes.
/// </summary>
public sealed class CoinbaseSigner : IDisposable
{
    private const int GoodForSeconds = 120;
    private const int NonceChars = 32;

    private readonly string host;
    private readonly Func<string> nonce;
    private readonly ECDsa? ec;
    private readonly Ed25519? ed25519;

    /// <param name="secret">An EC key as PEM, line ends written as <c>\n</c> or not, or an Ed25519 key as base64.</param>
    /// <param name="host">Requests are signed for one host: that of the address they go to.</param>
    /// <param name="nonce">Never the same twice. Default random.</param>
    public CoinbaseSigner(string key, string secret, string host, Func<string>? nonce = null)
    {
        Key = key;
        this.host = host;
        this.nonce = nonce ?? (static () => RandomNumberGenerator.GetHexString(NonceChars, lowercase: true));
        var text = secret.Replace("\\n", "\n", StringComparison.Ordinal).Trim();
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            ec = ECDsa.Create();
            ec.ImportFromPem(text);
        }
        else
        {
            // The seed, usually followed by the public key.
            ed25519 = new(Convert.FromBase64String(text).AsSpan()[..Ed25519.SeedBytes]);
        }
    }

    public string Key { get; }

    public string Algorithm => ec is null ? "EdDSA" : "ES256";

    /// <summary>For one request; the query is no part of what is signed.</summary>
    public string TokenFor(HttpMethod method, string path, DateTimeOffset venueNow) => Token($",\"uri\":\"{method} {host}{path}\"", venueNow);

    /// <summary>For a subscription.</summary>
    public string TokenForStream(DateTimeOffset venueNow) => Token("", venueNow);

    internal WireRequest Ask(string path, SigningTime time, QueryWriter? query = null) => new()
    {
        Method = HttpMethod.Get,
        Path = path,
        Query = query?.ToString() ?? "",
        Headers = [new("Authorization", $"Bearer {TokenFor(HttpMethod.Get, path, time.At)}")],
    };

    internal WireRequest Tell(string path, JsonBody body, SigningTime time) => new()
    {
        Method = HttpMethod.Post,
        Path = path,
        Body = body.ToUtf8(),
        Headers = [new("Authorization", $"Bearer {TokenFor(HttpMethod.Post, path, time.At)}")],
    };

    public void Dispose() => ec?.Dispose();

    private string Token(string uri, DateTimeOffset venueNow)
    {
        var from = venueNow.ToUnixTimeSeconds();
        var key = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Key);
        var head = $$"""{"alg":"{{Algorithm}}","kid":"{{key}}","nonce":"{{nonce()}}","typ":"JWT"}""";
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"sub":"{{key}}","iss":"cdp","nbf":{{from}},"exp":{{from + GoodForSeconds}}{{uri}}}""");
        var signed = $"{Text(Encoding.UTF8.GetBytes(head))}.{Text(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Text(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    // The two numbers of an EC signature stand side by side, 32 bytes each.
    private byte[] Sign(byte[] text) => ec?.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) ?? ed25519!.Sign(text);

    private static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
