using Signalbox.Server.Node.Doors;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Binance.Usdm;
using Xunit;

namespace Signalbox.Tests.Node;

public sealed class BinanceDoorTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["key"] = "key", ["secret"] = "hush" };

    [Theory]
    [InlineData(null, typeof(BinanceSpotVenue))]
    [InlineData("spot", typeof(BinanceSpotVenue))]
    [InlineData("usdm", typeof(BinanceUsdmVenue))]
    public async Task Product_DecidesTheAdapter(string? product, Type adapter)
    {
        await using var venue = Open(AccountMode.Paper, Secrets, ("product", product), ("address", "http://127.0.0.1:1"));

        Assert.IsType(adapter, venue);
    }

    [Theory]
    [InlineData(AccountMode.Paper, "environment", "live", "testnet, demo")]
    [InlineData(AccountMode.Live, "environment", "testnet", "live")]
    [InlineData(AccountMode.Live, "product", "margin", "spot, usdm")]
    [InlineData(AccountMode.Live, "proxy", "ftp://proxy", "socks5://")]
    [InlineData(AccountMode.Live, "address", "somewhere", "https://host:port")]
    public void WrongSetting_IsRefusedWithWhatIsRight(AccountMode mode, string setting, string value, string advice)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Open(mode, Secrets, (setting, value)));

        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnreadablePrivateKey_IsRefusedAndNotShown()
    {
        var secrets = new Dictionary<string, string> { ["key"] = "key", ["secret"] = "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----" };

        var refusal = Assert.Throws<InvalidOperationException>(() => Open(AccountMode.Live, secrets));

        Assert.Contains("Paste the whole PEM", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingSecret_IsNamed() =>
        Assert.Contains("It has no secret", Assert.Throws<InvalidOperationException>(() => Open(AccountMode.Live, new() { ["key"] = "key" })).Message, StringComparison.Ordinal);

    private static IVenue Open(AccountMode mode, Dictionary<string, string> secrets, params (string Name, string? Value)[] settings) =>
        BinanceDoor.Door.Open(new(
            new()
            {
                Id = new("main"),
                Name = "Main",
                Broker = "binance",
                Mode = mode,
                Settings = ValueList.Create<VenueSetting>([.. settings.Where(setting => setting.Value is not null).Select(setting => new VenueSetting(setting.Name, setting.Value!))]),
            },
            secrets, new(TimeProvider.System), TimeProvider.System));
}
