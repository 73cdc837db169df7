using System.Net;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Webhooks;
using Xunit;

namespace Signalbox.Tests.Security.Transport;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", "203.0.113.8")]
    [InlineData("203.0.113.0/24", "203.0.113.255", "203.0.114.0")]
    [InlineData("0.0.0.0/0", "198.51.100.1", "2001:db8::1")]
    [InlineData("2001:db8::/32", "2001:db8:1::1", "2001:db9::1")]
    [InlineData("::1", "::1", "::2")]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", "::ffff:11.1.2.3")]
    public void Range_HoldsWhatBeginsAlike(string text, string inside, string outside)
    {
        var range = AddressRange.Parse(text)!;

        Assert.True(range.Contains(IPAddress.Parse(inside)));
        Assert.False(range.Contains(IPAddress.Parse(outside)));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("203.0.113.7/24")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/24/8")]
    [InlineData("fe80::1%3")]
    [InlineData("localhost")]
    public void Range_ThatIsNotWrittenOut_IsNone(string text) => Assert.Null(AddressRange.Parse(text));

    [Fact]
    public void Sources_OfAnOperator_ReplaceTheDocumentedOnesByName()
    {
        var sources = SourceList.Parse("trendspider=203.0.113.7, 203.0.113.8 ; mine=198.51.100.0/24", out var problem)!;

        Assert.Null(problem);
        Assert.Equal(["203.0.113.7", "203.0.113.8"], sources.Named["trendspider"].Select(range => range.ToString()));
        Assert.True(sources.Allows([AllowedSource.Of("mine")], IPAddress.Parse("198.51.100.9")));
        Assert.True(sources.Allows([AllowedSource.Of("tradingview")], IPAddress.Parse("52.89.214.238")));
        Assert.False(sources.Allows([AllowedSource.Of("tradingview")], IPAddress.Parse("198.51.100.9")));
        Assert.False(sources.Allows([AllowedSource.Of("tradingview")], null));
        Assert.True(sources.Allows([], null));
    }

    [Theory]
    [InlineData("trendspider")]
    [InlineData("trendspider=")]
    [InlineData("trendspider=somewhere")]
    [InlineData("=203.0.113.7")]
    [InlineData("Trend Spider=203.0.113.7")]
    public void Sources_ThatAreNone_AreRefusedWithASentence(string text)
    {
        Assert.Null(SourceList.Parse(text, out var problem));
        Assert.Contains("names no webhook sender", problem, StringComparison.Ordinal);
    }
}
