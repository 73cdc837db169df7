using Signalbox.Journal;
using Signalbox.Tests.Contracts;

namespace Signalbox.Tests.Storage.Sqlite;

public sealed class SqliteJournalTests : JournalContract
{
    private readonly JournalFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override ValueTask<IJournal> OpenAsync() => new(folder.Open());

    protected override ValueTask TamperAsync(StreamId stream, long version, Tampering what)
    {
        var change = what switch
        {
            Tampering.Payload => "payload = CAST('forged' AS BLOB)",
            Tampering.Hash => "hash = zeroblob(32)",
            Tampering.Time => "at = at + 1",
            Tampering.Type => "type = 'TextForged'",
            _ => "epoch = epoch + 1",
        };
        Alter($"UPDATE events SET {change} WHERE version = $version AND stream = (SELECT id FROM streams WHERE name = $name)", stream, version);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask RemoveTailAsync(StreamId stream, long lastKept, bool moveHead)
    {
        Alter("DELETE FROM events WHERE version > $version AND stream = (SELECT id FROM streams WHERE name = $name)", stream, lastKept);
        if (moveHead)
        {
            Alter(
                "UPDATE streams SET version = $version, "
                + "head_hash = (SELECT hash FROM events WHERE stream = streams.id AND events.version = $version) WHERE name = $name",
                stream,
                lastKept);
        }

        return ValueTask.CompletedTask;
    }

    private void Alter(string sql, StreamId stream, long version)
    {
        if (folder.Execute(sql, ("$name", stream.Value), ("$version", version)) == 0)
        {
            throw new InvalidOperationException("The tampering changed nothing.");
        }
    }
}
