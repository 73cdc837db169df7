using Xunit;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteTablesTests
{
    /// <summary>A connection went back among the free ones before its transaction had ended, and the next to take it failed.</summary>
    [Fact]
    public async Task Reads_AtOnce_EachHaveATransactionOfTheirOwn()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var tables = journal.Tables;

        var sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            var sum = 0L;
            for (var read = 0; read < 2_000; read++)
            {
                sum += await tables.ReadAsync(scope => scope.RowAsync<long>("SELECT 1"), TestContext.Current.CancellationToken);
            }

            return sum;
        })));

        Assert.All(sums, sum => Assert.Equal(2_000, sum));
    }
}
