using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Storage.Records;
using Signalbox.Time;

namespace Signalbox.Server.Node;

internal static class RecordServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The tables of what happened, what keeps them, and what asks them.</summary>
        public IServiceCollection AddSignalboxRecords(IRecordTables tables)
        {
            services.AddSingleton(tables);
            services.AddSingleton(new ProjectorOptions());
            services.AddSingleton<RecordProgress>();
            services.AddSingleton<RecordReader>();
            services.AddSingleton(provider => new Projector(
                provider.GetRequiredService<IJournal>(),
                tables,
                provider.GetRequiredService<RecordProgress>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ProjectorOptions>(),
                [.. provider.GetServices<IRecordObserver>()],
                failure => RecordLog.Tell(provider.GetRequiredService<ILogger<Projector>>(), failure)));
            services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<Projector>());
            services.AddHostedService<RecordKeeper>();
            return services;
        }
    }
}

/// <summary>
/// Runs the projector: caught up before the node starts, emptied after it stopped. Tables that have far to go do not keep the
/// node from trading: the rest is projected beside it.
/// </summary>
internal sealed class RecordKeeper(Projector projector, TimeProvider clock, ILogger<RecordKeeper> log) : IHostedService, IDisposable
{
    /// <summary>What is not kept by then is projected at the next start.</summary>
    private static readonly TimeSpan EmptyWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task work = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        work = RunAsync();
        if (!await caughtUp.Task.EndsWithinAsync(StartWithin, clock, cancellationToken))
        {
            RecordLog.FarBehind(log);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        projector.Complete();
        stopping.CancelAfter(EmptyWithin);
        try
        {
            await work.WaitAsync(EmptyWithin, clock, cancellationToken);
        }
        catch (Exception over) when (over is OperationCanceledException or TimeoutException)
        {
            // The checkpoint knows how far it came.
        }
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            await projector.CatchUpAsync(null, stopping.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // It is tried again from here on. A journal that cannot be read keeps the accounts from starting, with the reason.
            RecordLog.Tell(log, failure);
        }
        finally
        {
            caughtUp.TrySetResult();
        }

        await projector.RunAsync(stopping.Token);
    }
}

internal static partial class RecordLog
{
    public static void Tell(ILogger log, Exception failure)
    {
        if (failure is JournalException store)
        {
            NotKept(log, store.Message);
        }
        else
        {
            Broke(log, failure);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "What happened could not be written into its tables; trading goes on and it is tried again: {Why}")]
    public static partial void NotKept(ILogger log, string why);

    [LoggerMessage(3203, LogLevel.Warning, "What happened before is still being written into its tables; trading begins, and lists are not complete yet.")]
    public static partial void FarBehind(ILogger log);

    [LoggerMessage(3202, LogLevel.Critical, "What happened could not be written into its tables because of a defect; trading goes on, lists stand still, and it is tried again every ten seconds. Please report it.")]
    public static partial void Broke(ILogger log, Exception defect);
}
