namespace Signalbox.Accounts;

/// <summary>What follows from a command: events to commit, effects to run once they are on disk, and the state after them.</summary>
public sealed record Decision(AccountState State, IReadOnlyList<AccountEvent> Events, IReadOnlyList<Effect> Effects);
