using Signalbox.Identity;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Wire;

public sealed class ClientIdTextTests
{
    [Theory]
    [InlineData("0123456789abcdef", 36, "", 32)]
    [InlineData("0123456789abcdefghijklmnopqrstuvwxyz", 32, "sb", 27)]
    [InlineData("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 24, "t-", 24)]
    [InlineData("0123456789", 39, "", 39)]
    public void EveryBit_ComesBack_WhateverTheAlphabet(string alphabet, int charsMax, string prefix, int length)
    {
        var codec = new ClientIdText(alphabet, charsMax, prefix);
        foreach (var bits in new[] { UInt128.Zero, UInt128.One, UInt128.MaxValue, ClientOrderId.Derive("some", "order").Bits })
        {
            var text = codec.Write(new(bits));

            Assert.Equal(length, text.Length);
            Assert.Equal(bits, codec.Read(text)!.Value.Bits);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("web_0123456789")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("0000000000000000000000000!")]
    public void ForeignId_IsNotOurs(string? text) => Assert.Null(new ClientIdText(ClientIdText.Base36, 25).Read(text));

    [Fact]
    public void AlphabetThatIsTooShort_IsRefusedAtOnce() => Assert.Throws<ArgumentException>(() => new ClientIdText("0123456789", 32));
}
