using Signalbox.Journal;
using Signalbox.Server.Storage.Postgres;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

/// <summary>Several nodes on one PostgreSQL.</summary>
public sealed class PostgresClusterTests : IAsyncLifetime
{
    private static readonly StreamId Stream = new("account:first");

    private readonly List<PostgresJournal> nodes = [];
    private TestDatabase? database;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        for (var node = 0; node < 2; node++)
        {
            nodes.Add(await PostgresJournal.OpenAsync(new() { ConnectionString = database.ConnectionString }, Cancel));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task TakeOwnership_ByAnotherNode_FencesTheFirst()
    {
        var first = await nodes[0].TakeOwnershipAsync(Stream, Cancel);
        Assert.Equal([AppendStatus.Committed], await AppendAsync(nodes[0], Unit(Stream, 0, first.Epoch)));

        var second = await nodes[1].TakeOwnershipAsync(Stream, Cancel);

        Assert.Equal([AppendStatus.StaleEpoch], await AppendAsync(nodes[0], Unit(Stream, 1, first.Epoch)));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(nodes[1], Unit(Stream, 1, second.Epoch)));
    }

    [Fact]
    public async Task Key_SentToBothNodesAtOnce_IsGivenOnce()
    {
        for (var round = 0; round < 20; round++)
        {
            var results = await Task.WhenAll(nodes.Select((node, place) => Task.Run(
                async () => (await node.AppendAsync([Keyed(place, round, "shared"), Keyed(place, round, $"own {place}")], Cancel))[0], Cancel)));

            var winner = await nodes[0].FindKeyAsync(new("breakout"), $"shared {round}", Cancel);
            Assert.Single(results, result => result.Status == AppendStatus.Committed);
            Assert.Equal(winner, results.Single(result => result.Status == AppendStatus.DuplicateKey).Existing);
        }
    }

    [Fact]
    public async Task Append_OfCrossingBatches_NeverLocksInACircle()
    {
        const int Rounds = 60;
        var streams = Enumerable.Range(0, 12).Select(i => new StreamId($"account:{i}")).ToArray();

        var committed = await Task.WhenAll(nodes.SelectMany((node, place) => Enumerable.Range(0, 2).Select(
            writer => Task.Run(() => CrossAsync(node, streams, Rounds, new(place * 10 + writer)), Cancel))));

        var heads = await nodes[0].HeadsAsync(Cancel);
        Assert.Equal(committed.Sum(), heads.Sum(head => head.Version));
        Assert.True((await new JournalVerification(nodes[1]).AllAsync(Cancel)).IsSound);
    }

    /// <summary>Batches that touch the same streams, keys and targets in ever other orders.</summary>
    private static async Task<int> CrossAsync(PostgresJournal node, StreamId[] streams, int rounds, Random random)
    {
        var committed = 0;
        for (var round = 0; round < rounds; round++)
        {
            var heads = (await node.HeadsAsync(Cancel)).ToDictionary(head => head.Stream, head => head.Version);
            var order = streams.ToArray();
            random.Shuffle(order);
            var statuses = await AppendAsync(node, [.. order.Take(8).Select(stream => new AppendUnit
            {
                Stream = stream,
                ExpectedVersion = heads.GetValueOrDefault(stream),
                Epoch = 0,
                Events = [new("TextNoted", DateTimeOffset.UnixEpoch, new byte[50])],
                Key = random.Next(2) == 0 ? Key(random.Next(40).ToString(System.Globalization.CultureInfo.InvariantCulture), stream.Value) : null,
                Opens = [new(new(stream.Value), new($"{round % 5}"), new("a"))],
            })]);
            committed += statuses.Count(status => status == AppendStatus.Committed);
        }

        return committed;
    }

    private static UniqueKey Key(string key, string owner) => new(new("breakout"), key, new(owner), "digest", DateTimeOffset.UnixEpoch);

    private static AppendUnit Unit(StreamId stream, long expected, long epoch) => new()
    {
        Stream = stream,
        ExpectedVersion = expected,
        Epoch = epoch,
        Events = [new("TextNoted", DateTimeOffset.UnixEpoch, new byte[50])],
    };

    private static AppendUnit Keyed(int node, int round, string key) => new()
    {
        Stream = new($"intake:{node}:{key}:{round}"),
        ExpectedVersion = 0,
        Epoch = 0,
        Events = [new("TextNoted", DateTimeOffset.UnixEpoch, new byte[50])],
        Key = Key($"{key} {round}", $"node {node}"),
    };

    private static async Task<AppendStatus[]> AppendAsync(PostgresJournal node, params AppendUnit[] units) =>
        [.. (await node.AppendAsync(units, Cancel)).Select(result => result.Status)];
}
