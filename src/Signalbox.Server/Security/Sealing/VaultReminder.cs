namespace Signalbox.Server.Security.Sealing;

/// <summary>Says once a day in the log that the master key or a secret should be replaced, until it is.</summary>
internal sealed class VaultReminder(VaultAges ages, TimeProvider clock, ILogger<VaultReminder> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>What was reminded of.</summary>
    public async Task<IReadOnlyList<string>> RemindAsync(CancellationToken cancel)
    {
        var (since, secrets) = await ages.ReadAsync(cancel);
        var due = secrets.Where(ages.IsDue).Select(secret => secret.Name).ToList();
        if (ages.IsDue(since))
        {
            due.Insert(0, "the master key");
        }

        if (due.Count > 0)
        {
            ReminderLog.Due(log, due.Count, due[0], ages.KeyId);
        }

        return due;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await RemindAsync(stoppingToken);
            }
            catch (Journal.JournalException failure)
            {
                ReminderLog.NotRead(log, failure.Message);
            }
            catch (Exception defect) when (!stoppingToken.IsCancellationRequested)
            {
                ReminderLog.Broke(log, defect);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal static partial class ReminderLog
{
    [LoggerMessage(7301, LogLevel.Warning, "{Count} secrets are older than a quarter or expire soon, the first: {First}. Replace them; the vault's master key is {Key}.")]
    public static partial void Due(ILogger log, int count, string first, string key);

    [LoggerMessage(7302, LogLevel.Warning, "The ages of secrets could not be read: {Why}")]
    public static partial void NotRead(ILogger log, string why);

    [LoggerMessage(7303, LogLevel.Error, "The reminder of old secrets stopped by a defect; it is tried again tomorrow.")]
    public static partial void Broke(ILogger log, Exception defect);
}
