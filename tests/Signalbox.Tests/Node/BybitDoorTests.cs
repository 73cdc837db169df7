using Signalbox.Server.Node.Doors;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Xunit;

namespace Signalbox.Tests.Node;

public sealed class BybitDoorTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["key"] = "key", ["secret"] = "hush" };

    [Theory]
    [InlineData(null, false)]
    [InlineData("spot", false)]
    [InlineData("linear", true)]
    [InlineData("inverse", true)]
    public async Task Product_DecidesWhatTheConnectionCanDo(string? product, bool reduces)
    {
        await using var venue = Open(AccountMode.Paper, ("product", product), ("address", "http://127.0.0.1:1"));

        Assert.Equal(reduces, Assert.IsType<BybitVenue>(venue).Capabilities.ReduceOnly);
    }

    [Theory]
    [InlineData(AccountMode.Paper, "environment", "live", "testnet, demo")]
    [InlineData(AccountMode.Live, "environment", "demo", "live")]
    [InlineData(AccountMode.Live, "product", "option", "spot, linear, inverse")]
    [InlineData(AccountMode.Live, "region", "mars", "global, netherlands")]
    public void WrongSetting_IsRefusedWithWhatIsRight(AccountMode mode, string setting, string value, string advice) =>
        Assert.Contains(advice, Assert.Throws<InvalidOperationException>(() => Open(mode, (setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Addresses_AreThoseOfTheEnvironment()
    {
        var demo = BybitAddresses.For("demo");

        Assert.Equal(("https://api-demo.bybit.com/", "wss://stream-demo.bybit.com/v5/private", "wss://stream.bybit.com/v5/public/"), (demo.Rest.ToString(), demo.Private.ToString(), demo.Public.ToString()));
        Assert.Equal([BybitProduct.Linear], demo.Batches);
        Assert.Equal("ws://127.0.0.1:9001/v5/private", BybitAddresses.At(new("http://127.0.0.1:9001")).Private.ToString());
        Assert.Throws<ArgumentException>(() => BybitAddresses.For("mars"));
        Assert.All(BybitAddresses.Regions, region => Assert.Equal("https", BybitAddresses.For("live", region).Rest.Scheme));
        Assert.Equal(("https://api.bybit.tr/", "wss://stream.bybit.tr/v5/private"), (BybitAddresses.For("live", "turkey").Rest.ToString(), BybitAddresses.For("live", "turkey").Private.ToString()));
    }

    private static IVenue Open(AccountMode mode, params (string Name, string? Value)[] settings) => BybitDoor.Door.Open(new(
        new()
        {
            Id = new("main"),
            Name = "Main",
            Broker = "bybit",
            Mode = mode,
            Settings = ValueList.Create<VenueSetting>([.. settings.Where(setting => setting.Value is not null).Select(setting => new VenueSetting(setting.Name, setting.Value!))]),
        },
        Secrets, new(TimeProvider.System), TimeProvider.System));
}
