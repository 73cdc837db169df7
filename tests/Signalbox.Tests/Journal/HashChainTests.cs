using System.Text;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Journal;

public sealed class HashChainTests
{
    private static readonly StreamId Stream = new("account:Zürich");
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero).AddTicks(1);

    /// <summary>Computed apart from this code: journals written today must verify for ever.</summary>
    [Fact]
    public void Next_OfKnownEvents_IsWhatItAlwaysWas()
    {
        var first = HashChain.Next(
            HashChain.Origin.Span, Stream, 1, 7, new("OrderIntended", At, Encoding.UTF8.GetBytes("""{"quantity":"1.5"}""")));
        var second = HashChain.Next(first, Stream, 2, 7, new("Empty", At.ToOffset(TimeSpan.FromHours(5)), ReadOnlyMemory<byte>.Empty));

        Assert.Equal("63b661cd75bd090bb3c674da1f54e90902040287a067f68f94487f3904789456", Convert.ToHexStringLower(first));
        Assert.Equal("4e7c9b9dfafa73fdb0cd80978b0d74c48029250f891e92b11412f8c8c6b422f1", Convert.ToHexStringLower(second));
    }
}
