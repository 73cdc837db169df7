using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage.Records;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>What every database must make of the tables of what happened.</summary>
public abstract class RecordContract : IAsyncLifetime
{
    private static readonly StreamId Intake = StreamId.Intake("node");
    private static readonly StreamId Account = StreamId.Account(new("acct"));

    private IRecordTables? opened;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IRecordTables Tables => opened ?? throw new InvalidOperationException("The tables are not open.");

    public virtual async ValueTask InitializeAsync() => opened = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (opened is not null)
        {
            await opened.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Keep_RowsOfNewStreams_AreThereWithTheirCheckpoints()
    {
        Assert.True(await KeepAsync(new(Intake, 0, 2, [SampleRows.Signal("s1"), SampleRows.Signal("s2")]), new(Account, 0, 5, [SampleRows.Trade("s1")])));
        Assert.Equal(["s1", "s2"], await IdsAsync("SELECT id FROM signals ORDER BY id"));
        Assert.Equal((2, 5, 0), (await CheckpointAsync(Intake), await CheckpointAsync(Account), await CheckpointAsync(new("account:other"))));
        Assert.Equal(new Dictionary<StreamId, long> { [Intake] = 2, [Account] = 5 }, await Tables.CheckpointsAsync(Cancel));
    }

    [Fact]
    public async Task Keep_OneStreamThatDoesNotFit_KeepsNothingOfAny()
    {
        Assert.True(await KeepAsync(new StreamRows(Account, 0, 5, [])));
        Assert.False(await KeepAsync(new(Intake, 0, 1, [SampleRows.Signal("s1")]), new(Account, 4, 6, [SampleRows.Trade("s1")])));
        Assert.Empty(await IdsAsync("SELECT id FROM signals"));
        Assert.Equal((0, 5), (await CheckpointAsync(Intake), await CheckpointAsync(Account)));
    }

    [Fact]
    public async Task Rows_SeenByOneUser_AreThoseOfTheUsersAccounts_AndSignalsCountThemAlone()
    {
        var other = StreamId.Account(new("other"));
        Assert.True(await KeepAsync(
            new(Intake, 0, 3, [SampleRows.Signal("s1") with { Targets = 2 }, SampleRows.Signal("s2"), SampleRows.Signal("s3") with { Strategy = "mine" }]),
            new(Account, 0, 5, [SampleRows.Trade("s1") with { Status = "filled", Settled = 1, Succeeded = 1 }, SampleRows.Order()]),
            new(other, 0, 1, [SampleRows.Trade("s1", "sub2") with { Account = "other" }, SampleRows.Trade("s2", "sub2") with { Account = "other" }])));
        var sight = new Sight { Accounts = new Dictionary<string, PermissionLevel> { ["acct"] = PermissionLevel.See }, Strategies = new Dictionary<string, PermissionLevel> { ["mine"] = PermissionLevel.See } };
        Task<IReadOnlyList<string>> SeenAsync(Sight by, string sql) => Tables.ReadAsync(scope => scope.SeenBy(by).RowsAsync<string>(sql), Cancel);

        Assert.Equal(["s1", "s3"], await SeenAsync(sight, "SELECT id FROM signals ORDER BY id"));
        Assert.Equal(["s1/sub"], await SeenAsync(sight, "SELECT id FROM trades ORDER BY id"));
        Assert.Single(await SeenAsync(sight, "SELECT id FROM orders"));
        Assert.Empty(await SeenAsync(sight, "SELECT id FROM signals WHERE EXISTS (SELECT 1 FROM trades WHERE trades.signal = signals.id AND trades.account = 'other')"));
        var seen = await Tables.ReadAsync(scope => scope.SeenBy(sight).RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", new { Id = "s1" }), Cancel);
        Assert.Equal((1, 1, 0, "executed"), (seen!.Targets, seen.Processed, seen.Failed, seen.Status));
        Assert.Empty(await SeenAsync(new Sight(), "SELECT id FROM signals"));
        Assert.Equal(["s1", "s2", "s3"], await SeenAsync(Sight.Whole, "SELECT id FROM signals ORDER BY id"));
    }

    [Fact]
    public async Task Keep_TheSameTwice_CountsOnce()
    {
        var rows = new StreamRows(Account, 0, 1, [SampleRows.Trade("s1") with { Fees = "0.1" }]);
        Assert.True(await KeepAsync(rows));
        Assert.False(await KeepAsync(rows));
        Assert.Equal("0.1", (await TradeAsync("s1")).Fees);
    }

    [Fact]
    public async Task Merge_KeepsWhatALaterChangeDoesNotKnow()
    {
        var first = SampleRows.Trade("s1") with { TakenAt = 10, Request = "{}", Code = "early", Verdicts = "[1]", Fees = "0.1" };
        var second = SampleRows.Trade("s1") with { TakenAt = 20, EndedAt = 30, Verdicts = "[2]", Fees = "0.2", Status = "filled" };
        Assert.True(await KeepAsync(new StreamRows(Account, 0, 2, [first, second])));
        var trade = await TradeAsync("s1");
        Assert.Equal((10, 30, "{}", "[2]", null, "filled", "0.3"),
            (trade.TakenAt, trade.EndedAt, trade.Request, trade.Verdicts, trade.Code, trade.Status, trade.Fees));
    }

    [Theory]
    [InlineData("0.1", "-0.1", "0")]
    [InlineData("1234567890123.123456789", "0.000000001", "1234567890123.12345679")]
    [InlineData("-3", "-4.50", "-7.5")]
    public async Task Sum_IsExactAndCanonical(string left, string right, string sum)
    {
        Assert.True(await KeepAsync(new StreamRows(Account, 0, 1, [SampleRows.Position(left), SampleRows.Position(right)])));
        Assert.Equal([sum], await IdsAsync("SELECT realised FROM positions"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignalStatus_FollowsItsTrades_WhicheverStreamComesFirst(bool signalFirst)
    {
        StreamRows[] batches = [new(Intake, 0, 1, [SampleRows.Signal("s1") with { Targets = 2 }]), new(Account, 0, 1, [SampleRows.Trade("s1", "a")])];
        foreach (var batch in signalFirst ? batches : batches.Reverse())
        {
            Assert.True(await KeepAsync(batch));
        }

        Assert.Equal(("pending", 0L), await StatusAsync("s1"));
        await KeepAsync(new StreamRows(Account, 1, 2, [SampleRows.Trade("s1", "a") with { Settled = 1, Succeeded = 1, Status = "filled" }]));
        Assert.Equal(("pending", 1L), await StatusAsync("s1"));
        await KeepAsync(new StreamRows(Account, 2, 3, [SampleRows.Trade("s1", "b") with { Settled = 1, Succeeded = 0, Status = "denied" }]));
        Assert.Equal(("partial", 2L), await StatusAsync("s1"));
    }

    [Fact]
    public async Task SignalStatus_AllFailed_IsRejected_AndARefusedBodyStaysRejected()
    {
        await KeepAsync(
            new(Intake, 0, 3,
            [
                SampleRows.Signal("s1"), SampleRows.Signal("s2") with { Signal = null, Status = "rejected", Code = "invalid-action" },
                SampleRows.Signal("s3") with { Undelivered = 1 },
            ]),
            new(Account, 0, 1, [SampleRows.Trade("s1") with { Settled = 1, Succeeded = 0, Status = "rejected" }]));
        Assert.Equal([("rejected", 1L), ("rejected", 0L), ("rejected", 1L)], [await StatusAsync("s1"), await StatusAsync("s2"), await StatusAsync("s3")]);
    }

    [Fact]
    public async Task Text_NoDatabaseKeeps_IsShownAsAReplacement()
    {
        await KeepAsync(new StreamRows(Intake, 0, 1, [SampleRows.Signal("s1") with { Raw = "a\0b\ud800c\\d\U0001F600" }]));
        Assert.Equal(["a\ufffdb\ufffdc\\d\U0001F600"], await IdsAsync("SELECT raw FROM signals"));
    }

    [Fact]
    public async Task Lists_StandInTheOrderOfBytes()
    {
        string[] ids = ["a-b", "B", "_", "a", "ab", "Z", "ä"];
        await KeepAsync(new StreamRows(Intake, 0, ids.Length, [.. ids.Select(SampleRows.Signal)]));
        Assert.Equal(ids.Order(StringComparer.Ordinal), await IdsAsync("SELECT id FROM signals ORDER BY id"));
    }

    [Fact]
    public async Task Forget_LeavesNothingAndBeginsAgain()
    {
        await KeepAsync(new StreamRows(Intake, 0, 1, [SampleRows.Signal("s1")]));
        await Tables.ForgetAsync(Cancel);
        Assert.Empty(await IdsAsync("SELECT id FROM signals"));
        Assert.Equal(0, await CheckpointAsync(Intake));
        Assert.True(await KeepAsync(new StreamRows(Intake, 0, 1, [SampleRows.Signal("s1")])));
    }

    [Fact]
    public async Task Reopened_IsWhatItWas()
    {
        await KeepAsync(new StreamRows(Intake, 0, 1, [SampleRows.Signal("s1")]));
        await Tables.DisposeAsync();
        opened = await OpenAsync();
        Assert.Equal(["s1"], await IdsAsync("SELECT id FROM signals"));
        Assert.Equal(1, await CheckpointAsync(Intake));
        Assert.True(await Tables.SizeAsync(Cancel) > 0);
    }

    [Fact]
    public async Task EveryTable_TakesARowOfItsKind()
    {
        RowChange[] rows = [SampleRows.Signal("s"), SampleRows.Trade("s"), SampleRows.Order(), SampleRows.Fill(), SampleRows.Position("1"), SampleRows.Account(), SampleRows.Equity(), SampleRows.Incident()];
        Assert.Equal(RecordSchema.Tables.Select(table => table.RowType).ToHashSet(), rows.Select(row => row.GetType()).ToHashSet());
        Assert.True(await KeepAsync(new StreamRows(Account, 0, 1, rows)));
        Assert.Equal(SampleRows.Order(), await RowAsync<OrderRow>("SELECT * FROM orders"));
        Assert.Equal(SampleRows.Fill(), await RowAsync<FillRow>("SELECT * FROM fills"));
        Assert.Equal(SampleRows.Position("1"), await RowAsync<PositionRow>("SELECT * FROM positions"));
        Assert.Equal(SampleRows.Account(), await RowAsync<AccountRow>("SELECT * FROM accounts"));
        Assert.Equal(SampleRows.Equity(), await RowAsync<EquityRow>("SELECT * FROM equity"));
        Assert.Equal(SampleRows.Incident(), await RowAsync<IncidentRow>("SELECT * FROM incidents"));
    }

    private protected abstract ValueTask<IRecordTables> OpenAsync();

    private ValueTask<bool> KeepAsync(params StreamRows[] batch) => Tables.KeepAsync(batch, Cancel);

    private ValueTask<long> CheckpointAsync(StreamId stream) => Tables.CheckpointAsync(stream, Cancel);

    private Task<IReadOnlyList<string>> IdsAsync(string sql) => Tables.ReadAsync(scope => scope.RowsAsync<string>(sql), Cancel);

    private async Task<T> RowAsync<T>(string sql)
        where T : class => await Tables.ReadAsync(scope => scope.RowAsync<T>(sql), Cancel) ?? throw new InvalidOperationException("There is no such row.");

    private Task<TradeRow> TradeAsync(string signal) => RowAsync<TradeRow>($"SELECT * FROM trades WHERE signal = '{signal}'");

    private async Task<(string Status, long Processed)> StatusAsync(string signal)
    {
        var row = await RowAsync<SignalRow>($"SELECT * FROM signals WHERE id = '{signal}'");
        return (row.Status, row.Processed);
    }
}
