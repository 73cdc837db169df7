using Microsoft.Data.Sqlite;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>Writes what was admitted into the tables.</summary>
internal sealed class SqliteRows(SqliteConnection connection, SqliteFacts facts, SqliteUsedKeys used) : IDisposable
{
    private readonly SqliteStatement addStream = new(connection,
        "INSERT INTO streams (name, version, epoch, head_hash) VALUES (?, ?, ?, ?)");

    private readonly SqliteStatement moveHead = new(connection,
        "UPDATE streams SET version = ?, epoch = ?, head_hash = ? WHERE id = ?");

    private readonly SqliteStatement addEvent = new(connection,
        "INSERT INTO events (stream, version, epoch, at, type, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");

    private readonly SqliteStatement addKey = new(connection,
        "INSERT INTO unique_keys (scope, key, owner, digest, at) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement addTarget = new(connection,
        "INSERT INTO open_targets (signal, subscription, account, stream, version) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly SqliteStatement removeTarget = new(connection,
        "DELETE FROM open_targets WHERE signal = ? AND subscription = ? AND account = ?");

    public void Write(Admission admission)
    {
        foreach (var head in admission.Heads)
        {
            WriteHead(head);
        }

        foreach (var happened in admission.Events)
        {
            WriteEvent(happened);
        }

        foreach (var key in admission.Keys)
        {
            used.Add(key.Scope, key.Key);
            addKey.Bind(1, key.Scope.Value).Bind(2, key.Key).Bind(3, key.Owner.Value).Bind(4, key.Digest).Bind(5, key.At.UtcTicks).Run();
        }

        foreach (var target in admission.Closed)
        {
            removeTarget.Bind(1, target.Signal.Value).Bind(2, target.Subscription.Value).Bind(3, target.Account.Value).Run();
        }

        foreach (var delivery in admission.Opened)
        {
            WriteTarget(delivery);
        }
    }

    public void WriteHead(StreamHead head)
    {
        if (facts.IdOf(head.Stream) is { } known)
        {
            moveHead.Bind(1, head.Version).Bind(2, head.Epoch).Bind(3, head.Hash).Bind(4, known).Run();
            facts.Remember(known, head);
        }
        else
        {
            addStream.Bind(1, head.Stream.Value).Bind(2, head.Version).Bind(3, head.Epoch).Bind(4, head.Hash).Run();
            facts.Remember(addStream.LastRowId, head);
        }
    }

    public void Dispose()
    {
        addStream.Dispose();
        moveHead.Dispose();
        addEvent.Dispose();
        addKey.Dispose();
        addTarget.Dispose();
        removeTarget.Dispose();
    }

    private void WriteEvent(JournalEvent happened) => addEvent
        .Bind(1, facts.IdOf(happened.Stream)!.Value)
        .Bind(2, happened.Version)
        .Bind(3, happened.Epoch)
        .Bind(4, happened.At.UtcTicks)
        .Bind(5, happened.Type)
        .Bind(6, happened.Payload)
        .Bind(7, happened.Hash)
        .Run();

    private void WriteTarget(OpenDelivery delivery) => addTarget
        .Bind(1, delivery.Target.Signal.Value)
        .Bind(2, delivery.Target.Subscription.Value)
        .Bind(3, delivery.Target.Account.Value)
        .Bind(4, facts.IdOf(delivery.Stream)!.Value)
        .Bind(5, delivery.Version)
        .Run();
}
