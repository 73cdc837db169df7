using System.Net;
using Microsoft.AspNetCore.Http;
using Signalbox.Server.Security.Transport;
using Xunit;

namespace Signalbox.Tests.Security.Transport;

public sealed class ForwardedRequestsTests
{
    private const string Proxy = "10.0.0.1";
    private const string Inner = "10.0.0.2";
    private const string Sender = "203.0.113.7";
    private const string Invented = "52.89.214.238";

    [Theory]
    [InlineData(Sender, Invented, Sender)]
    [InlineData(Proxy, Sender, Sender)]
    [InlineData(Proxy, Invented + ", " + Sender, Sender)]
    [InlineData(Proxy, Invented + ", " + Sender + ", " + Inner, Sender)]
    [InlineData(Proxy, Inner + ", " + Invented + ", " + Sender + "," + Inner, Sender)]
    [InlineData(Proxy, "", Proxy)]
    [InlineData(Proxy, "unknown", Proxy)]
    [InlineData(Proxy, Invented + ", unknown", Proxy)]
    [InlineData(Proxy, Invented + ", , " + Inner, Inner)]
    [InlineData(Proxy, Sender + ":4711", Sender)]
    [InlineData(Proxy, "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData(Proxy, "::ffff:203.0.113.7", Sender)]
    [InlineData("::ffff:10.0.0.1", Sender, Sender)]
    [InlineData("11.0.0.1", Invented, "11.0.0.1")]
    public async Task Address_IsTheFirstUntrustedOneFromTheRight(string peer, string header, string expected)
    {
        var http = await ReadAsync(peer, (ForwardedRequests.For, header));

        Assert.Equal(expected, http.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task Address_InSeveralHeaders_IsReadAsInOne()
    {
        var http = Request(Proxy);
        http.Request.Headers[ForwardedRequests.For] = new([Invented, Sender]);
        await new ForwardedRequests(Trusted).ReadAsync(http, _ => Task.CompletedTask);

        Assert.Equal(Sender, http.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task Address_BehindALongChain_CostsLittleAndIsNobodyElses()
    {
        var http = await ReadAsync(Proxy, (ForwardedRequests.For, Invented + string.Concat(Enumerable.Repeat($", {Inner}", 10_000))));

        Assert.Equal(Inner, http.Connection.RemoteIpAddress!.ToString());
    }

    [Theory]
    [InlineData(Proxy, "https", "https")]
    [InlineData(Proxy, "https, http", "http")]
    [InlineData(Proxy, "http, https", "https")]
    [InlineData(Proxy, "gopher", "http")]
    [InlineData(Sender, "https", "http")]
    public async Task Scheme_IsWhatTheNearestTrustedProxySays(string peer, string header, string expected)
    {
        var http = await ReadAsync(peer, (ForwardedRequests.For, Sender), (ForwardedRequests.Proto, header));

        Assert.Equal(expected, http.Request.Scheme);
    }

    [Theory]
    [InlineData(Proxy, "signals.example.com", "signals.example.com")]
    [InlineData(Proxy, "evil.example, signals.example.com:8443", "signals.example.com:8443")]
    [InlineData(Proxy, "evil.example/path", "inside")]
    [InlineData(Proxy, "user@evil.example", "inside")]
    [InlineData(Sender, "evil.example", "inside")]
    public async Task Host_IsWhatTheNearestTrustedProxySays(string peer, string header, string expected)
    {
        var http = await ReadAsync(peer, (ForwardedRequests.For, Sender), (ForwardedRequests.Host, header));

        Assert.Equal(expected, http.Request.Host.Value);
    }

    private static TrustedProxies Trusted => new([AddressRange.Parse("10.0.0.0/24")!]);

    private static async Task<HttpContext> ReadAsync(string peer, params (string Name, string Value)[] headers)
    {
        var http = Request(peer);
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        await new ForwardedRequests(Trusted).ReadAsync(http, _ => Task.CompletedTask);
        return http;
    }

    private static DefaultHttpContext Request(string peer) => new()
    {
        Connection = { RemoteIpAddress = IPAddress.Parse(peer) },
        Request = { Scheme = "http", Host = new("inside") },
    };
}
