using Signalbox.Journal;

namespace Signalbox.Accounts.Hosting;

/// <summary>The journal refused what the account decided: its state was not the journal's.</summary>
public sealed class AppendRefusedException(AppendStatus status)
    : Exception($"The journal refused the account's events: {status}.")
{
    public AppendStatus Status => status;
}
