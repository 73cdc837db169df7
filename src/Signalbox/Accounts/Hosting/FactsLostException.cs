namespace Signalbox.Accounts.Hosting;

/// <summary>
/// More happened at once than the account's lane could hold, and some of it was dropped: an answer, a fill, a timer, a stop of
/// trading. Nobody knows which, so the account loads again: a start asks for all of it.
/// </summary>
public sealed class FactsLostException() : Exception("More happened at once than the account could take in.");
