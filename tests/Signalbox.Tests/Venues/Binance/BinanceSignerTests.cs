using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Binance;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceSignerTests
{
    private const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    // The examples of Binance's own documentation.
    [Theory]
    [InlineData(
        "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
        "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData(
        "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
        "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3")]
    [InlineData("timestamp=1578963600000", "d84e6641b1e328e7b418fff030caed655c266299c9355e36ce801ed14631eed4")]
    public void Secret_SignsAsDocumented(string payload, string signature)
    {
        using var signer = new BinanceSigner("key", Secret);

        Assert.Equal(signature, signer.Sign(payload));
    }

    [Fact]
    public void Ed25519Key_SignsAsDocumented()
    {
        using var signer = new BinanceSigner("key", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----");

        Assert.True(signer.SignsSessions);
        Assert.Equal(
            "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==",
            signer.Sign("A\u0001EXAMPLE\u0001SPOT\u00011\u000120240627-11:17:25.223"));
    }

    [Fact]
    public void RsaKey_SignsWhatItsPublicHalfVerifies()
    {
        using var key = RSA.Create(2048);
        using var signer = new BinanceSigner("key", key.ExportPkcs8PrivateKeyPem());

        var signature = Convert.FromBase64String(signer.Sign("timestamp=1578963600000"));

        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes("timestamp=1578963600000"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.False(signer.SignsSessions);
    }
}
