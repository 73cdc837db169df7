using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Storage;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Checkpoints;

/// <param name="Url">Where each checkpoint is posted to as well; null: nowhere.</param>
internal sealed record CheckpointOptions(Uri? Url);

/// <summary>Writes a checkpoint a day, and sends what could not be sent before again every hour.</summary>
internal sealed class CheckpointWriter(
    CheckpointFolder folder, CheckpointOptions options, IJournal journal, AnchorSigner signer, ITransactionalStore store, ICheckpointPost http,
    UpkeepBoard upkeep, TimeProvider clock, ILogger<CheckpointWriter> log) : BackgroundService
{
    /// <summary>Of those that could not be posted, the newest are tried.</summary>
    private const int PostedAtOnce = 30;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TryEvery = TimeSpan.FromHours(1);

    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    /// <summary>Why the last posting failed; null where none did.</summary>
    public string? Failure => upkeep.Of(UpkeepKind.CheckpointPost).Failure;

    /// <summary>Where they are posted to; null: nowhere.</summary>
    public Uri? PostedTo => options.Url;

    /// <summary>False where the day has its checkpoint already, or nothing is there to be stated.</summary>
    public async Task<bool> WriteWhenDueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (File.Exists(folder.PathOf(now)) || await journal.HeadsAsync(cancel) is not { Count: > 0 } heads)
        {
            return false;
        }

        var anchor = new Anchor(now, folder.PreviousHash, [.. heads.Where(head => head.Version > 0).Select(head => new AnchoredHead(head.Stream, head.Version, head.Hash))]);
        folder.Write(now, CheckpointFile.Of(signer.Sign(anchor)).Write());
        triedAt = DateTimeOffset.MinValue;
        return true;
    }

    public async Task PostAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (options.Url is not { } url || now - triedAt < TryEvery)
        {
            return;
        }

        triedAt = now;
        foreach (var file in folder.Files.TakeLast(PostedAtOnce).Where(file => !folder.IsPosted(file)))
        {
            if (await http.PostAsync(url, await File.ReadAllBytesAsync(file, cancel), cancel) is { } failure)
            {
                CheckpointLog.NotPosted(log, Path.GetFileName(file), failure);
                await NoteAsync(new CheckpointNotPosted { Subject = Path.GetFileName(file), SubjectName = $"{Path.GetFileName(file)}: {failure}" }, cancel);
                await upkeep.FailedAsync(UpkeepKind.CheckpointPost, failure, cancel);
                return;
            }

            folder.NotePosted(file);
        }

        upkeep.Succeeded(UpkeepKind.CheckpointPost);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            await KeepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Both, with what fails on the board.</summary>
    internal async Task KeepAsync(CancellationToken cancel)
    {
        try
        {
            await WriteWhenDueAsync(cancel);
            upkeep.Succeeded(UpkeepKind.Checkpoint);
            await PostAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            CheckpointLog.NotWritten(log, await upkeep.FailedAsync(UpkeepKind.Checkpoint, failure, cancel));
        }
    }

    private async Task NoteAsync(AdministrationEvent happened, CancellationToken cancel) => await store.WriteAsync(
        StreamId.Administration, _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(happened, clock.GetUtcNow()))), cancel);
}

internal static partial class CheckpointLog
{
    [LoggerMessage(7201, LogLevel.Error, "The checkpoint of the day was not written: {Why}")]
    public static partial void NotWritten(ILogger log, string why);

    [LoggerMessage(7202, LogLevel.Error, "The checkpoint {File} was not posted: {Why} It is tried again in an hour.")]
    public static partial void NotPosted(ILogger log, string file, string why);
}
