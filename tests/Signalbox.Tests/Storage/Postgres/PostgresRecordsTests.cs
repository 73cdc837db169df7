using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage.Postgres;
using Signalbox.Server.Storage.Records;
using Signalbox.Tests.Contracts;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

public sealed class PostgresRecordsTests : RecordContract
{
    private TestDatabase? database;

    public override async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Keep_TwoNodesAtOnce_EveryEventIsKeptOnce()
    {
        await using var other = await PostgresRecords.OpenAsync(database!.ConnectionString, Cancel);
        await using var own = await PostgresRecords.OpenAsync(database.ConnectionString, Cancel);
        var kept = await Task.WhenAll(Enumerable.Range(0, 40).Select(async turn =>
        {
            var node = turn % 2 == 0 ? own : other;
            var stream = StreamId.Account(new($"a{turn / 2}"));
            return await node.KeepAsync([new StreamRows(stream, 0, 1, [SampleRows.Trade("s", $"sub{turn / 2}") with { Fees = "1", Settled = 1, Succeeded = 1 }])], Cancel) ? 1 : 0;
        }));
        await own.KeepAsync([new(new("intake:n"), 0, 1, [SampleRows.Signal("s") with { Targets = 20 }])], Cancel);
        var trades = await own.ReadAsync(scope => scope.RowsAsync<TradeRow>("SELECT * FROM trades"), Cancel);
        var signal = await own.ReadAsync(scope => scope.RowAsync<SignalRow>("SELECT * FROM signals"), Cancel);
        Assert.Equal((20, 20, true), (kept.Sum(), trades.Count, trades.All(trade => trade.Fees == "1")));
        Assert.Equal(("executed", 20L), (signal!.Status, signal.Processed));
    }

    private protected override async ValueTask<IRecordTables> OpenAsync() => await PostgresRecords.OpenAsync(database!.ConnectionString, Cancel);
}
