using Signalbox.Journal;

namespace Signalbox.Accounts.Hosting;

/// <param name="After">The unit that commits the signal: what it causes here must not outlive its refusal.</param>
/// <param name="Gathering">Told once the command's events are queued, so that both share one fsync.</param>
/// <param name="Durable">Ends when what the command caused is on disk.</param>
/// <param name="Rehearsal">Told what would be decided, and nothing more comes of it.</param>
public readonly record struct Mail(
    AccountCommand Command, AppendUnit? After, Gathering? Gathering, TaskCompletionSource? Durable = null, TaskCompletionSource<Decision>? Rehearsal = null);
