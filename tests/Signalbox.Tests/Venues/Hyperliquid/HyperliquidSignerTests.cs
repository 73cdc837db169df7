using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Signing;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

/// <summary>The vectors the venue publishes with the tests of its own client, byte for byte.</summary>
public sealed class HyperliquidSignerTests
{
    private const string Key = "0x0123456789012345678901234567890123456789012345678901234567890123";

    private static readonly HyperliquidValue Limit = HyperliquidValue.Map(("limit", HyperliquidValue.Map(("tif", "Gtc"))));
    private static readonly HyperliquidValue Trigger =
        HyperliquidValue.Map(("trigger", HyperliquidValue.Map(("isMarket", true), ("triggerPx", "103"), ("tpsl", "sl"))));

    [Theory]
    [InlineData("Dummy", null, true, "0xf528daee6a0bd11407b483cfcd9a48c56884180b70ee86f124053e5fc1bf4d57", "0x53749d5b30552aeb2fca34b530185976545bb22d0b3ce6f62e31be961a59298", "0x755c40ba9bf05223521753995abb2f73ab3229be8ec921f350cb447e384d8ed8", 27)]
    [InlineData("Dummy", null, false, "0xf528daee6a0bd11407b483cfcd9a48c56884180b70ee86f124053e5fc1bf4d57", "0x542af61ef1f429707e3c76c5293c80d01f74ef853e34b76efffcb57e574f9510", "0x17b8b32f086e8cdede991f1e2c529f5dd5297cbe8128500e00cbaf766204a613", 28)]
    [InlineData("Order", null, true, "0x884f2c32bb6dbdd65f6033e32fb28c0cb6f5b345db0f6471fd3366d85c9252c1", "0xd65369825a9df5d80099e513cce430311d7d26ddf477f5b3a33d2806b100d78e", "0x2b54116ff64054968aa237c20ca9ff68000f977c93289157748a3162b6ea940e", 28)]
    [InlineData("Order", null, false, "0x884f2c32bb6dbdd65f6033e32fb28c0cb6f5b345db0f6471fd3366d85c9252c1", "0x82b2ba28e76b3d761093aaded1b1cdad4960b3af30212b343fb2e6cdfa4e3d54", "0x6b53878fc99d26047f4d7e8c90eb98955a109f44209163f52d8dc4278cbbd9f5", 27)]
    [InlineData("OrderWithId", null, true, "0x0ba500cedd8f4ba6ded620a0b1cd04f124d9ba745e2e2893fcc763bcc1444af5", "0x41ae18e8239a56cacbc5dad94d45d0b747e5da11ad564077fcac71277a946e3", "0x3c61f667e747404fe7eea8f90ab0e76cc12ce60270438b2058324681a00116da", 27)]
    [InlineData("OrderWithId", null, false, "0x0ba500cedd8f4ba6ded620a0b1cd04f124d9ba745e2e2893fcc763bcc1444af5", "0xeba0664bed2676fc4e5a743bf89e5c7501aa6d870bdb9446e122c9466c5cd16d", "0x7f3e74825c9114bc59086f1eebea2928c190fdfbfde144827cb02b85bbe90988", 28)]
    [InlineData("Dummy", "0x1719884eb866cb12b2287399b15f7db5e7d775ea", true, "0xde9e09a7a3da45cc694096d4bfdcd89bc1b892d05497c5ecc1f56c335945184c", "0x3c548db75e479f8012acf3000ca3a6b05606bc2ec0c29c50c515066a326239", "0x4d402be7396ce74fbba3795769cda45aec00dc3125a984f2a9f23177b190da2c", 28)]
    [InlineData("Dummy", "0x1719884eb866cb12b2287399b15f7db5e7d775ea", false, "0xde9e09a7a3da45cc694096d4bfdcd89bc1b892d05497c5ecc1f56c335945184c", "0xe281d2fb5c6e25ca01601f878e4d69c965bb598b88fac58e475dd1f5e56c362b", "0x7ddad27e9a238d045c035bc606349d075d5c5cd00a6cd1da23ab5c39d4ef0f60", 27)]
    [InlineData("Stop", null, true, "0x430a86fb9876e901920d931f5bb20c9d011f6389bd179f39a73c09e6219adcad", "0x98343f2b5ae8e26bb2587daad3863bc70d8792b09af1841b6fdd530a2065a3f9", "0x6b5bb6bb0633b710aa22b721dd9dee6d083646a5f8e581a20b545be6c1feb405", 27)]
    [InlineData("Stop", null, false, "0x430a86fb9876e901920d931f5bb20c9d011f6389bd179f39a73c09e6219adcad", "0x971c554d917c44e0e1b6cc45d8f9404f32172a9d3b3566262347d0302896a2e4", "0x206257b104788f80450f8e786c329daa589aa0b32ba96948201ae556d5637eac", 28)]
    [InlineData("SubAccount", null, true, "0x9a7b5272baf65d28b0589bd50863a42ac35897553a6beb274e625b6faf7d6bb1", "0x51096fe3239421d16b671e192f574ae24ae14329099b6db28e479b86cdd6caa7", "0xb71f7d293af92d3772572afb8b102d167a7cef7473388286bc01f52a5c5b423", 27)]
    [InlineData("SubAccount", null, false, "0x9a7b5272baf65d28b0589bd50863a42ac35897553a6beb274e625b6faf7d6bb1", "0xa699e3ed5c2b89628c746d3298b5dc1cca604694c2c855da8bb8250ec8014a5b", "0x53f1b8153a301c72ecc655b1c315d64e1dcea3ee58921fd7507e35818fcc1584", 28)]
    [InlineData("Transfer", null, true, "0xd12f71eba9e3e792812bfdf01a6a92f4d4016bb0541e850b41f770891c0cc447", "0x43592d7c6c7d816ece2e206f174be61249d651944932b13343f4d13f306ae602", "0x71a926cb5c9a7c01c3359ec4c4c34c16ff8107d610994d4de0e6430e5cc0f4c9", 28)]
    [InlineData("Transfer", null, false, "0xd12f71eba9e3e792812bfdf01a6a92f4d4016bb0541e850b41f770891c0cc447", "0xe26574013395ad55ee2f4e0575310f003c5bb3351b5425482e2969fa51543927", "0xefb08999196366871f919fd0e138b3a7f30ee33e678df7cfaf203e25f0a4278", 28)]
    [InlineData("Unschedule", null, true, "0xa2887a3147b6542306b61d311a056fd1753913d63cc904f30cba61712a98f4ae", "0x6cdfb286702f5917e76cd9b3b8bf678fcc49aec194c02a73e6d4f16891195df9", "0x6557ac307fa05d25b8d61f21fb8a938e703b3d9bf575f6717ba21ec61261b2a0", 27)]
    [InlineData("Unschedule", null, false, "0xa2887a3147b6542306b61d311a056fd1753913d63cc904f30cba61712a98f4ae", "0xc75bb195c3f6a4e06b7d395acc20bbb224f6d23ccff7c6a26d327304e6efaeed", "0x342f8ede109a29f2c0723bd5efb9e9100e3bbb493f8fb5164ee3d385908233df", 28)]
    [InlineData("Schedule", null, true, "0x4be18e445114437c5d1d9dd35a09f5601a3cc34ed4ac94a0281251b9bd8f6832", "0x609cb20c737945d070716dcc696ba030e9976fcf5edad87afa7d877493109d55", "0x16c685d63b5c7a04512d73f183b3d7a00da5406ff1f8aad33f8ae2163bab758b", 28)]
    [InlineData("Schedule", null, false, "0x4be18e445114437c5d1d9dd35a09f5601a3cc34ed4ac94a0281251b9bd8f6832", "0x4e4f2dbd4107c69783e251b7e1057d9f2b9d11cee213441ccfa2be63516dc5bc", "0x706c656b23428c8ba356d68db207e11139ede1670481a9e01ae2dfcdb0e1a678", 27)]
    public void Action_IsSignedAsPublished(string action, string? vault, bool isLive, string connectionId, string r, string s, int v)
    {
        var signer = new HyperliquidSigner(Key, vault, isLive);
        var account = vault is null ? (EthereumAddress?)null : EthereumAddress.Parse(vault);

        Assert.Equal(connectionId, "0x" + Convert.ToHexStringLower(HyperliquidSigner.ConnectionId(Named(action), 0, account, null)));
        Assert.Equal(new EthereumSignature(r, s, v), signer.Sign(Named(action), 0, null));
    }

    [Fact]
    public void ConnectionId_OfAnOrderWithANonce_IsAsPublished()
    {
        var order = Order(4, "1670.1", "0.0147", HyperliquidValue.Map(("limit", HyperliquidValue.Map(("tif", "Ioc")))), null);

        Assert.Equal(
            "0fcbeda5ae3c4950a548021552a4fea2226858c4453571bf3f24ba017eac2908",
            Convert.ToHexStringLower(HyperliquidSigner.ConnectionId(order, 1_677_777_606_040, null, null)));
    }

    [Theory]
    [InlineData("UsdSend", "0x637b37dd731507cdd24f46532ca8ba6eec616952c56218baeff04144e4a77073", "0x11a6a24900e6e314136d2592e2f8d502cd89b7c15b198e1bee043c9589f9fad7", 27)]
    [InlineData("Withdraw", "0x8363524c799e90ce9bc41022f7c39b4e9bdba786e5f9c72b20e43e1462c37cf9", "0x58b1411a775938b83e29182e8ef74975f9054c8e97ebf5ec2dc8d51bfc893881", 28)]
    public void TypedAction_IsSignedAsPublished(string type, string r, string s, int v)
    {
        var signature = new HyperliquidSigner(Key, null, isLive: false).SignTyped(type, 0x66eee,
        [
            Eip712Field.Text("destination", "0x5e9ee1089755c3435139848e47e6635505d5a13a"),
            Eip712Field.Text("amount", "1"),
            Eip712Field.Whole("time", "uint64", 1_687_816_341_423),
        ]);

        Assert.Equal(new EthereumSignature(r, s, v), signature);
    }

    [Fact]
    public void Request_CarriesWhatWasSigned()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        var signer = new HyperliquidSigner(Key, "0x1719884EB866CB12B2287399B15F7DB5E7D775EA", isLive: true);

        var body = System.Text.Encoding.UTF8.GetString(signer.Seal(Named("Schedule"), 1_700_000_000_001, new(at, TimeSpan.FromSeconds(3))).Body!.Value.Span);

        var signature = signer.Sign(Named("Schedule"), 1_700_000_000_001, 1_700_000_003_000);
        Assert.Equal(
            $$"""{"action":{"type":"scheduleCancel","time":123456789},"nonce":1700000000001,"signature":{"r":"{{signature.R}}","s":"{{signature.S}}","v":{{signature.V}}},"vaultAddress":"0x1719884eb866cb12b2287399b15f7db5e7d775ea","expiresAfter":1700000003000}""",
            body);
    }

    [Fact]
    public void Nonces_OfOneSigner_RiseWhoeverAsks()
    {
        var signer = new HyperliquidSigner(Key, null, isLive: true).Address;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(4_000_000_000_000);

        long[] nonces = [HyperliquidNonces.Of(signer).Next(now), HyperliquidNonces.Of(signer).Next(now), HyperliquidNonces.Of(signer).Next(now.AddMilliseconds(-50)), HyperliquidNonces.Of(signer).Next(now.AddMilliseconds(9))];

        Assert.Equal([4_000_000_000_000, 4_000_000_000_001, 4_000_000_000_002, 4_000_000_000_009], nonces);
    }

    // The packed forms of every length, by the specification of MessagePack.
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(127L, "7f")]
    [InlineData(128L, "cc80")]
    [InlineData(256L, "cd0100")]
    [InlineData(65_536L, "ce00010000")]
    [InlineData(4_294_967_296L, "cf0000000100000000")]
    [InlineData(-1L, "ff")]
    [InlineData(-33L, "d0df")]
    [InlineData(-129L, "d1ff7f")]
    [InlineData(-32_769L, "d2ffff7fff")]
    [InlineData(-2_147_483_649L, "d3ffffffff7fffffff")]
    public void Number_IsPackedAsShortAsItGoes(long number, string packed) =>
        Assert.Equal(packed, Convert.ToHexStringLower(((HyperliquidValue)number).Pack().Span));

    [Fact]
    public void LongTextsAndLists_ArePackedWithTheirLength()
    {
        Assert.Equal("d920", Convert.ToHexStringLower(((HyperliquidValue)new string('x', 32)).Pack().Span)[..4]);
        Assert.Equal("da0100", Convert.ToHexStringLower(((HyperliquidValue)new string('x', 256)).Pack().Span)[..6]);
        Assert.Equal("dc0010", Convert.ToHexStringLower(HyperliquidValue.List(Enumerable.Repeat((HyperliquidValue)1L, 16)).Pack().Span)[..6]);
    }

    private static HyperliquidValue Named(string action) => action switch
    {
        "Dummy" => HyperliquidValue.Map(("type", "dummy"), ("num", 100_000_000_000)),
        "Order" => Order(1, "100", "100", Limit, null),
        "OrderWithId" => Order(1, "100", "100", Limit, "0x00000000000000000000000000000001"),
        "Stop" => Order(1, "100", "100", Trigger, null),
        "SubAccount" => HyperliquidValue.Map(("type", "createSubAccount"), ("name", "example")),
        "Transfer" => HyperliquidValue.Map(("type", "subAccountTransfer"), ("subAccountUser", "0x1d9470d4b963f552e6f671a81619d395877bf409"), ("isDeposit", true), ("usd", 10)),
        "Schedule" => HyperliquidValue.Map(("type", "scheduleCancel"), ("time", 123_456_789)),
        _ => HyperliquidValue.Map(("type", "scheduleCancel")),
    };

    private static HyperliquidValue Order(long asset, string price, string size, HyperliquidValue type, string? id) => HyperliquidValue.Map(
        ("type", "order"),
        ("orders", HyperliquidValue.List([HyperliquidValue.Map(("a", asset), ("b", true), ("p", price), ("s", size), ("r", false), ("t", type), ("c", id is null ? null : (HyperliquidValue)id))])),
        ("grouping", "na"));
}
