using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Accounts.Hosting;

/// <summary>An account as the journal tells it, owned from now on under a new epoch.</summary>
public sealed record LoadedAccount(AccountState State, StreamHead Head);

/// <summary>Rebuilds an account: the newest snapshot that belongs to this history, then the events after it.</summary>
public static class AccountLoader
{
    public static async Task<LoadedAccount> TakeOverAsync(IJournal journal, AccountId account, CancellationToken cancel)
    {
        var stream = StreamId.Account(account);
        var head = await journal.TakeOwnershipAsync(stream, cancel);
        return new(await FoldAsync(journal, stream, cancel), head);
    }

    /// <summary>The state as events and snapshot give it, without taking anything over.</summary>
    public static Task<AccountState> FoldAsync(IJournal journal, StreamId stream, CancellationToken cancel) =>
        FoldToAsync(journal, stream, long.MaxValue, cancel);

    /// <summary>The state as it was at an earlier version.</summary>
    public static async Task<AccountState> FoldToAsync(IJournal journal, StreamId stream, long upTo, CancellationToken cancel)
    {
        var (state, version) = await FromSnapshotAsync(journal, stream, upTo, cancel);
        await foreach (var stored in journal.ReadAsync(stream, version, cancel))
        {
            if (stored.Version > upTo)
            {
                break;
            }

            state = Account.Apply(state, AccountCodec.Events.Read(stored));
        }

        return state;
    }

    private static async Task<(AccountState State, long Version)> FromSnapshotAsync(
        IJournal journal, StreamId stream, long upTo, CancellationToken cancel)
    {
        var snapshot = await journal.LoadSnapshotAsync(stream, cancel);
        if (snapshot is null || snapshot.Version > upTo || snapshot.Format != AccountState.Format || !await BelongsAsync(journal, snapshot, cancel))
        {
            return (AccountState.Empty, 0);
        }

        try
        {
            return (AccountSnapshots.Unpack(snapshot.State), snapshot.Version);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            // A snapshot is only a shortcut: one that cannot be read is passed over, the events tell the same.
            return (AccountState.Empty, 0);
        }
    }

    private static async Task<bool> BelongsAsync(IJournal journal, StreamSnapshot snapshot, CancellationToken cancel)
    {
        await foreach (var stored in journal.ReadAsync(snapshot.Stream, snapshot.Version - 1, cancel))
        {
            return stored.Version == snapshot.Version && stored.Hash.Span.SequenceEqual(snapshot.EventHash.Span);
        }

        return false;
    }
}
