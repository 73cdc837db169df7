using Signalbox.Accounts;
using Signalbox.Identity;

namespace Signalbox.Monitoring.Records;

/// <summary>One event of an account with the state after it.</summary>
/// <param name="Version">Its place in the account's stream.</param>
public sealed record AccountStep(AccountId Account, AccountEvent Event, AccountState After, DateTimeOffset At, long Version);
