using System.Text;
using Signalbox.Venues.Signing;
using Xunit;

namespace Signalbox.Tests.Venues.Signing;

public sealed class Keccak256Tests
{
    // The empty text and "abc" as Ethereum hashes them; the name of a well-known event; a text longer than one block.
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    [InlineData("The quick brown fox jumps over the lazy dog", "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15")]
    public void Hash_IsEthereums(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Keccak256.HashData(Encoding.UTF8.GetBytes(text))));

    // Around the ends of a block, where the padding takes a place of its own; the last is a million times "a".
    [Theory]
    [InlineData(135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData(136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    [InlineData(137, "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39")]
    [InlineData(1_000_000, "fadae6b49f129bbb812be8407b7b2894f34aecf6dbd1f9b0f0c7e9853098fc96")]
    public void Hash_OfManyLetters_CrossesTheBlocks(int letters, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Keccak256.HashData(Encoding.ASCII.GetBytes(new string('a', letters)))));
}
