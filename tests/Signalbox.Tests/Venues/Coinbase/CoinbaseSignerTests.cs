using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Venues.Coinbase;
using Signalbox.Venues.Signing;
using Xunit;

namespace Signalbox.Tests.Venues.Coinbase;

public sealed class CoinbaseSignerTests
{
    private const string Host = "api.coinbase.com";
    private const string Name = "organizations/1111/apiKeys/2222";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void EcKey_SignsWhatItsPublicHalfVerifies()
    {
        using var signer = new CoinbaseSigner(Name, CoinbaseKeys.Ours, Host);
        using var key = ECDsa.Create();
        key.ImportFromPem(CoinbaseKeys.Ours);

        var parts = signer.TokenFor(HttpMethod.Get, "/api/v3/brokerage/accounts", Now).Split('.');

        var signature = Base64Url.DecodeFromChars(parts[2]);
        Assert.Equal(64, signature.Length);
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void Token_SaysWho_When_AndWhichRequest()
    {
        using var signer = new CoinbaseSigner(Name, CoinbaseKeys.Ours, Host, static () => "once");

        var parts = signer.TokenFor(HttpMethod.Post, "/api/v3/brokerage/orders", Now).Split('.');

        Assert.Equal($$"""{"alg":"ES256","kid":"{{Name}}","nonce":"once","typ":"JWT"}""", Read(parts[0]));
        Assert.Equal($$"""{"sub":"{{Name}}","iss":"cdp","nbf":1700000000,"exp":1700000120,"uri":"POST {{Host}}/api/v3/brokerage/orders"}""", Read(parts[1]));
    }

    [Fact]
    public void TokenOfAStream_NamesNoRequest()
    {
        using var signer = new CoinbaseSigner(Name, CoinbaseKeys.Ours, Host);

        using var claims = JsonDocument.Parse(Read(signer.TokenForStream(Now).Split('.')[1]));

        Assert.False(claims.RootElement.TryGetProperty("uri", out _));
    }

    [Fact]
    public void Nonce_IsNeverTheSame()
    {
        using var signer = new CoinbaseSigner(Name, CoinbaseKeys.Ours, Host);

        var heads = Enumerable.Range(0, 100).Select(_ => signer.TokenForStream(Now).Split('.')[0]);

        Assert.Equal(100, heads.Distinct().Count());
    }

    [Fact]
    public void Ed25519Key_SignsToo()
    {
        var seed = Enumerable.Range(1, 32).Select(each => (byte)each).ToArray();
        var key = new Ed25519(seed);
        using var signer = new CoinbaseSigner(Name, Convert.ToBase64String([.. seed, .. key.PublicKey]), Host);

        var parts = signer.TokenForStream(Now).Split('.');

        Assert.Contains("\"alg\":\"EdDSA\"", Read(parts[0]), StringComparison.Ordinal);
        Assert.Equal(key.Sign(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Base64Url.DecodeFromChars(parts[2]));
    }

    [Fact]
    public void Pem_MayHaveItsLineEndsWritten()
    {
        using var signer = new CoinbaseSigner(Name, CoinbaseKeys.Ours.Replace("\n", "\\n", StringComparison.Ordinal), Host);

        Assert.Equal("ES256", signer.Algorithm);
    }

    [Fact]
    public void Secret_IsNotShown()
    {
        var options = new CoinbaseOptions { Key = "key", Secret = "hush", Addresses = CoinbaseAddresses.Of("live") };

        Assert.DoesNotContain("hush", options.ToString(), StringComparison.Ordinal);
    }

    private static string Read(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
