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
    public static async Task<AccountState> FoldToAsync(IJournal journal, StreamId stream, long upTo, CancellationToken cancel) =>
        await Fold.LoadAsync(journal, stream, upTo, cancel);

    internal static readonly StreamFold<AccountState> Fold = new()
    {
        Format = AccountState.Format,
        Empty = AccountState.Empty,
        Apply = (state, stored) => Account.Apply(state, AccountCodec.Events.Read(stored)),
        Write = AccountSnapshots.Pack,
        Read = AccountSnapshots.Unpack,
    };
}
