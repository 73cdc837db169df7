using Signalbox.Server.Node.Calls;
using Xunit;

namespace Signalbox.Tests.Node.Calls;

/// <summary>What was on the wire is shown without what proves an identity.</summary>
public sealed class WireTextTests
{
    [Theory]
    [InlineData("/api/v3/order?symbol=BTCUSDT&quantity=1&timestamp=1&signature=CANARY", "/api/v3/order?symbol=BTCUSDT&quantity=1&timestamp=1&signature=[redacted]")]
    [InlineData("nonce=1&otp=CANARY&pair=XBTUSD", "nonce=1&otp=[redacted]&pair=XBTUSD")]
    [InlineData("""{"action":{"type":"order"},"nonce":1,"signature":{"r":"0xCANARY","s":"0xCANARY","v":27}}""", """{"action":{"type":"order"},"nonce":1,"signature":"[redacted]"}""")]
    [InlineData("""{"listenKey": "CANARY","api_key":"CANARY","Passphrase":"CANARY","symbol":"A"}""", """{"listenKey": "[redacted]","api_key":"[redacted]","Passphrase":"[redacted]","symbol":"A"}""")]
    [InlineData("""{"token":"CANARY that was cut""", """{"token":"[redacted]""" + "\"")]
    [InlineData("""{"design":"kept","signal":"kept","symbol":"SIGN"}""", """{"design":"kept","signal":"kept","symbol":"SIGN"}""")]
    public void Text_ShowsEverythingButProofs(string wire, string shown)
    {
        Assert.Equal(shown, WireText.Of(wire));
        Assert.DoesNotContain("CANARY", WireText.Of(wire), StringComparison.Ordinal);
    }
}
