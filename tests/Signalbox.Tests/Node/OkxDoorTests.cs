using Signalbox.Server.Node.Doors;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Okx;
using Xunit;

namespace Signalbox.Tests.Node;

public sealed class OkxDoorTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["key"] = "key", ["secret"] = "hush", ["passphrase"] = "quiet" };

    [Theory]
    [InlineData(null, false)]
    [InlineData("spot", false)]
    [InlineData("swap", true)]
    [InlineData("futures", true)]
    public async Task Product_DecidesWhatTheAccountCanDo(string? product, bool reducesOnly)
    {
        await using var venue = Open(AccountMode.Paper, Secrets, ("product", product), ("address", "http://127.0.0.1:1"), ("margin", "isolated"));

        Assert.Equal(reducesOnly, Assert.IsType<OkxVenue>(venue).Capabilities.ReduceOnly);
    }

    [Theory]
    [InlineData(AccountMode.Paper, "environment", "live", "demo")]
    [InlineData(AccountMode.Live, "environment", "demo", "live")]
    [InlineData(AccountMode.Live, "product", "options", "spot, swap, futures")]
    [InlineData(AccountMode.Live, "region", "moon", "global, eea, us")]
    [InlineData(AccountMode.Live, "margin", "none", "usual, cross, isolated")]
    public void WrongSetting_IsRefusedWithWhatIsRight(AccountMode mode, string setting, string value, string advice)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Open(mode, Secrets, (setting, value)));

        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPassphrase_IsNamed() => Assert.Contains(
        "It has no passphrase", Assert.Throws<InvalidOperationException>(() => Open(AccountMode.Live, new() { ["key"] = "key", ["secret"] = "hush" })).Message, StringComparison.Ordinal);

    private static IVenue Open(AccountMode mode, Dictionary<string, string> secrets, params (string Name, string? Value)[] settings) =>
        OkxDoor.Door.Open(new(
            new()
            {
                Id = new("main"),
                Name = "Main",
                Broker = "okx",
                Mode = mode,
                Settings = ValueList.Create<VenueSetting>([.. settings.Where(setting => setting.Value is not null).Select(setting => new VenueSetting(setting.Name, setting.Value!))]),
            },
            secrets, new(TimeProvider.System), TimeProvider.System));
}
