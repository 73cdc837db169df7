using System.Text;
using Signalbox.Venues.Kucoin;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinSignerTests
{
    // The example of KuCoin's own documentation.
    private const string Key = "5c2db93503aa674c74a31734";
    private const string Secret = "f03a5284-5c39-4aaa-9b20-dea10bdcf8e3";
    private const string Passphrase = "QWIxMjM0NTY3OCkoKiZeJSQjQA==";

    [Fact]
    public void Request_IsSignedAsDocumented() => Assert.Equal(
        "7QP/oM0ykidMdrfNEUmng8eZjg/ZvPafjIqmxiVfYu4=",
        new KucoinSigner(Key, Secret, Passphrase).Sign("1547015186532", "POST", "/api/v1/deposit-addresses", Encoding.UTF8.GetBytes("""{"currency":"BTC"}""")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Passphrase_IsSignedFromTheSecondVersionOn(int version)
    {
        var sent = new KucoinSigner(Key, Secret, Passphrase, version).Passphrase;

        Assert.Equal(version == 1, sent == Passphrase);
        Assert.Equal(version == 1 ? 28 : 44, sent.Length);
    }

    [Fact]
    public void Options_ShowNoSecret()
    {
        var text = new KucoinOptions { Key = Key, Secret = Secret, Passphrase = Passphrase, Addresses = KucoinAddresses.Spot("live") }.ToString();

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Passphrase, text, StringComparison.Ordinal);
    }
}
