using System.Collections.Concurrent;
using Signalbox.Journal;
using Signalbox.Server.Backup;

namespace Signalbox.Server.Upkeep;

/// <summary>Writes an alert; a test looks at what would be written.</summary>
internal delegate Task RaiseNotice(string code, string message, CancellationToken cancel);

/// <param name="Failure">Why the last try failed; null: it did not.</param>
internal sealed record UpkeepState(UpkeepKind Kind, string? Failure, DateTimeOffset? FailingSince, DateTimeOffset? ToldAt);

/// <summary>How the upkeep is doing. What fails is an alert: once, and again each day until it is well.</summary>
internal sealed class UpkeepBoard(RaiseNotice raise, TimeProvider clock, ILogger<UpkeepBoard> log)
{
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<UpkeepKind, UpkeepState> states = new();

    public IReadOnlyList<UpkeepState> Failing => [.. states.Values.Where(state => state.Failure is not null).OrderBy(state => state.Kind)];

    public UpkeepState Of(UpkeepKind kind) => states.GetValueOrDefault(kind) ?? new(kind, null, null, null);

    public void Succeeded(UpkeepKind kind) => states.TryRemove(kind, out _);

    public async Task FailedAsync(UpkeepKind kind, string why, CancellationToken cancel)
    {
        var (before, now) = (Of(kind), clock.GetUtcNow());
        var isTold = before.ToldAt is { } told && now - told < ToldAgainAfter;
        states[kind] = before with { Failure = why, FailingSince = before.FailingSince ?? now, ToldAt = isTold ? before.ToldAt : now };
        if (!isTold)
        {
            await RaiseAsync(kind, why, cancel);
        }
    }

    /// <summary>What an operator can mend is told in its own words; a defect stands in the log whole. Returns what is told.</summary>
    public async Task<string> FailedAsync(UpkeepKind kind, Exception failure, CancellationToken cancel)
    {
        var why = failure.Message;
        if (failure is not (BackupException or JournalException or IOException or UnauthorizedAccessException or InvalidDataException))
        {
            UpkeepLog.Broke(log, kind, failure);
            why = "It stopped by a defect; the log tells more.";
        }

        await FailedAsync(kind, why, cancel);
        return why;
    }

    private async Task RaiseAsync(UpkeepKind kind, string why, CancellationToken cancel)
    {
        var (code, message) = kind switch
        {
            UpkeepKind.Backup => ("backup-failed", $"The daily backup was not written: {why} It is tried again every hour."),
            UpkeepKind.Checkpoint => ("checkpoint-failed", $"The checkpoint of the day was not written: {why} It is tried again every ten minutes."),
            UpkeepKind.Certificate => ("certificate-not-obtained", $"The certificate for HTTPS was not obtained: {why} It is tried again every hour, unless its authority asks for more patience."),
            UpkeepKind.CheckpointPost => ("checkpoint-not-posted", $"A checkpoint did not reach the place it is posted to: {why} It is tried again every hour."),
            _ => ("archive-failed", $"The archive of a month was not written: {why} It is tried again every hour."),
        };
        try
        {
            await raise(code, message, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // The page shows it all the same, and the next failure is told.
            states[kind] = Of(kind) with { ToldAt = null };
            UpkeepLog.NotRaised(log, code, failure.Message);
        }
    }
}

internal static partial class UpkeepLog
{
    [LoggerMessage(7402, LogLevel.Error, "Upkeep ({Kind}) stopped by a defect and is tried again; trading goes on.")]
    public static partial void Broke(ILogger log, UpkeepKind kind, Exception defect);

    [LoggerMessage(7401, LogLevel.Error, "The alert {Code} could not be written: {Why}")]
    public static partial void NotRaised(ILogger log, string code, string why);
}
