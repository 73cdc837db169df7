using Signalbox.Journal;
using Signalbox.Server.Storage.Postgres;
using Signalbox.Tests.Contracts;

namespace Signalbox.Tests.Storage.Postgres;

public sealed class PostgresJournalTests : JournalContract
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

    protected override async ValueTask<IJournal> OpenAsync() =>
        await PostgresJournal.OpenAsync(new() { ConnectionString = database!.ConnectionString }, Cancel);

    protected override async ValueTask TamperAsync(StreamId stream, long version, Tampering what)
    {
        var change = what switch
        {
            Tampering.Payload => "payload = set_byte(payload, 0, get_byte(payload, 0) # 1)",
            Tampering.Hash => "hash = set_byte(hash, 31, get_byte(hash, 31) # 1)",
            Tampering.Time => "at = at + 1",
            Tampering.Type => "type = 'TextForged'",
            _ => "epoch = epoch + 1",
        };
        await AlterAsync($"UPDATE events SET {change} WHERE version = $2 AND stream = (SELECT id FROM streams WHERE name = $1)", stream, version);
    }

    protected override async ValueTask RemoveTailAsync(StreamId stream, long lastKept, bool moveHead)
    {
        await AlterAsync("DELETE FROM events WHERE version > $2 AND stream = (SELECT id FROM streams WHERE name = $1)", stream, lastKept);
        if (moveHead)
        {
            await AlterAsync(
                "UPDATE streams SET version = $2, "
                + "head_hash = (SELECT hash FROM events WHERE stream = streams.id AND events.version = $2) WHERE name = $1",
                stream,
                lastKept);
        }
    }

    private async Task AlterAsync(string sql, StreamId stream, long version)
    {
        if (await database!.ExecuteAsync(sql, stream.Value, version) == 0)
        {
            throw new InvalidOperationException("The tampering changed nothing.");
        }
    }
}
