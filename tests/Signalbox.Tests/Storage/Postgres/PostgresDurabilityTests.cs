using Signalbox.Server.Storage.Postgres;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

public sealed class PostgresDurabilityTests
{
    [Theory]
    [InlineData("on", "on", "on", null)]
    [InlineData("on", "on", "remote_apply", null)]
    [InlineData("off", "on", "on", "fsync = off")]
    [InlineData("on", "off", "on", "full_page_writes = off")]
    [InlineData("off", "on", "off", "fsync = off and synchronous_commit = off")]
    public void Objection_NamesEverySettingThatRisksCommits(string fsync, string fullPageWrites, string synchronousCommit, string? named)
    {
        var sentence = PostgresDurability.Objection(
            [("fsync", fsync), ("full_page_writes", fullPageWrites), ("synchronous_commit", synchronousCommit)], "db:5432");

        if (named is null)
        {
            Assert.Null(sentence);
        }
        else
        {
            Assert.Contains(named, sentence, StringComparison.Ordinal);
        }
    }
}
