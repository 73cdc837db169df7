using System.Text;
using Signalbox.Venues.Okx;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxSignerTests
{
    private static readonly DateTimeOffset At = new(2020, 12, 8, 9, 8, 57, 715, TimeSpan.Zero);

    private static OkxSigner Signer(bool isDemo = false) => new("985d5b66-57ce-40fb-b714-afc0b9787083", "chNOOS4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO", "1234567890", isDemo);

    [Fact]
    public void Question_IsSignedAsPublished()
    {
        var request = Signer().Ask("/api/v5/account/balance", new(), At);

        Assert.Equal(
        [
            new(OkxSigner.KeyHeader, "985d5b66-57ce-40fb-b714-afc0b9787083"),
            new(OkxSigner.SignHeader, "PJ61e1nb2F2Qd7D8SPiaIcx2gjdELc+o0ygzre9z33k="),
            new(OkxSigner.TimeHeader, "2020-12-08T09:08:57.715Z"),
            new(OkxSigner.PassphraseHeader, "1234567890"),
        ], request.Headers);
    }

    [Fact]
    public void Query_BelongsToThePathThatIsSigned_AndBodyFollowsIt()
    {
        var signer = Signer();

        var asked = signer.Ask("/api/v5/account/balance", new QueryWriter().Add("ccy", "BTC"), At);
        var told = signer.Tell("/api/v5/trade/order", """{"a":"1"}""", At);

        Assert.Equal(signer.Sign("2020-12-08T09:08:57.715Z", "GET", "/api/v5/account/balance?ccy=BTC", ""), HeaderOf(asked, OkxSigner.SignHeader));
        Assert.Equal(signer.Sign("2020-12-08T09:08:57.715Z", "POST", "/api/v5/trade/order", """{"a":"1"}"""), HeaderOf(told, OkxSigner.SignHeader));
        Assert.Equal("""{"a":"1"}""", Encoding.UTF8.GetString(told.Body!.Value.Span));
        Assert.Null(HeaderOf(told, OkxSigner.ExpiryHeader));
    }

    [Fact]
    public void Demo_IsToldByAHeader_AlsoWhereNothingIsSigned()
    {
        Assert.Equal("1", HeaderOf(Signer(isDemo: true).Ask("/x", new(), At), OkxSigner.DemoHeader));
        Assert.Equal("1", HeaderOf(new OkxQuestions(Signer(isDemo: true), OkxProduct.Spot).Time(), OkxSigner.DemoHeader));
        Assert.Empty(new OkxQuestions(Signer(), OkxProduct.Spot).Time().Headers);
    }

    [Fact]
    public void Login_SignsTheTimeInSeconds() =>
        Assert.Equal(Signer().Sign("1704876947", "GET", "/users/self/verify", ""), Signer().SignLogin("1704876947"));

    [Fact]
    public void Addresses_AreThoseOfTheRegion()
    {
        Assert.Equal(("https://www.okx.com/", "wss://ws.okx.com:8443/ws/v5/private"), Of(OkxAddresses.Of("global", "live")));
        Assert.Equal(("https://www.okx.com/", "wss://wspap.okx.com:8443/ws/v5/private"), Of(OkxAddresses.Of("global", "demo")));
        Assert.Equal(("https://eea.okx.com/", "wss://wseea.okx.com:8443/ws/v5/private"), Of(OkxAddresses.Of("eea", "live")));
        Assert.Equal(("https://eea.okx.com/", "wss://wseeapap.okx.com:8443/ws/v5/private"), Of(OkxAddresses.Of("eea", "demo")));
        Assert.Equal(("https://us.okx.com/", "wss://wsus.okx.com:8443/ws/v5/private"), Of(OkxAddresses.Of("us", "live")));
        Assert.Equal(("http://127.0.0.1:9001/", "ws://127.0.0.1:9001/ws/v5/private"), Of(OkxAddresses.At(new("http://127.0.0.1:9001"))));
        Assert.Throws<ArgumentException>(() => OkxAddresses.Of("moon", "live"));
        Assert.Throws<ArgumentException>(() => OkxAddresses.Of("global", "testnet"));
    }

    [Fact]
    public void Options_ShowNoSecret()
    {
        var text = new OkxOptions { Key = "key", Secret = "hidden-secret", Passphrase = "hidden-word", Product = OkxProduct.Spot, Addresses = OkxAddresses.Of("global", "live") }.ToString();

        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    private static (string, string) Of(OkxAddresses addresses) => (addresses.Rest.ToString(), addresses.Private.ToString());

    private static string? HeaderOf(WireRequest request, string name) => request.Headers.FirstOrDefault(header => header.Key == name).Value;
}
