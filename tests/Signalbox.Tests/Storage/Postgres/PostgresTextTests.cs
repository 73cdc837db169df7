using Signalbox.Server.Storage.Postgres;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

public sealed class PostgresTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("account:main", "account:main")]
    [InlineData("\U0001F682 Zürich", "\U0001F682 Zürich")]
    [InlineData("a\0b", "a\\0000b")]
    [InlineData("a\\0000b", "a\\005c0000b")]
    public void Escape_OfText_IsStorableAndComesBack(string text, string stored)
    {
        Assert.Equal(stored, PostgresText.Escape(text));
        Assert.Equal(text, PostgresText.Unescape(stored));
    }

    [Fact]
    public void Escape_OfHalfASurrogatePair_ComesBack()
    {
        foreach (var text in new[] { "\ud83d", "x\ude82y", "\ude82\ud83d", "\ud83d\ud83d\ude82" })
        {
            var stored = PostgresText.Escape(text);
            Assert.Equal(stored, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(stored)));
            Assert.Equal(text, PostgresText.Unescape(stored));
        }
    }
}
