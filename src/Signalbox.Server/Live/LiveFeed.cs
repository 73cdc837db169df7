using System.Text.Json;
using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Health;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Live;

/// <summary>
/// Fills the channels: rows once they are kept, in frames; prices and states by looking at them now and then. It is fed from
/// what is committed and holds nothing up.
/// </summary>
internal sealed class LiveFeed(
    LiveChannels channels, DirtyBoard board, LiveRows rows, LiveOptions options, AccountDirectory accounts, CatalogueHolder catalogue, NodeHealth health,
    AuditTrail audit, CandleBook candles, DepthBook depths, TimeProvider clock, ILogger<LiveFeed> log) : IHostedService, IDisposable
{
    /// <summary>Levels of each side of a book: as many as a screen shows.</summary>
    public const int LevelsTold = 25;

    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);
    private long auditSeen = -1;
    private Task[] work = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        work = [RunAsync(options.Frame, TellRowsAsync), RunAsync(options.PriceFrame, TellPricesAsync), RunAsync(options.SlowFrame, TellStatesAsync)];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(work);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(TimeSpan every, Func<CancellationToken, Task> tell)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    await tell(stopping.Token);
                }
                catch (JournalException failure)
                {
                    // The screens wait for the next frame; the store says elsewhere what is wrong with it.
                    LiveLog.NotTold(log, failure.Message);
                }
                catch (Exception defect) when (!stopping.IsCancellationRequested)
                {
                    // One frame is lost, not all that would follow.
                    LiveLog.Broke(log, defect);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Being stopped is how it ends.
        }
    }

    private Task TellRowsAsync(CancellationToken cancel) => board.Take() is { } changed ? rows.TellAsync(changed, cancel) : Task.CompletedTask;

    private Task TellPricesAsync(CancellationToken cancel)
    {
        candles.Sample();
        foreach (var name in channels.Followed(ChannelName.Quote))
        {
            if (LiveDocuments.Quote(accounts, name) is { } quote)
            {
                TellChanged(name.Text, name.Text, "quote", LiveElements.One(quote, ApiJson.Default.QuoteDocument));
            }
        }

        foreach (var name in channels.Followed(ChannelName.Depth))
        {
            // A book that is not known any more is told too: nothing is shown instead of something old.
            var depth = depths.Latest(new(name.About[0]), new(name.About[1])) is { } view
                ? LiveElements.One(DepthDocument.Of(name.About[0], name.About[1], view, LevelsTold), ApiJson.Default.DepthDocument)
                : LiveElements.One(DepthDocument.Of(name.About[0], name.About[1], new([], [], DateTimeOffset.UnixEpoch), 0), ApiJson.Default.DepthDocument);
            TellChanged(name.Text, name.Text, "depth", depth);
        }

        foreach (var name in channels.Followed(ChannelName.Candles))
        {
            // Whoever looks at a chart wants the volume of what is traded from then on.
            depths.Latest(new(name.About[0]), new(name.About[1]));
            if (candles.Read(new(name.About[0]), new(name.About[1]), name.About[2], 1) is [var newest])
            {
                TellChanged(name.Text, name.Text, "candle", LiveElements.One(newest, ApiJson.Default.CandleDocument));
            }
        }

        return Task.CompletedTask;
    }

    private async Task TellStatesAsync(CancellationToken cancel)
    {
        channels.CloseDeserted();
        await depths.CloseDesertedAsync();
        if (channels.IsFollowed(ChannelName.Health))
        {
            channels.Publish(ChannelName.Health, "health", LiveElements.One(await health.NowAsync(Sight.Whole, cancel), ApiJson.Default.NodeHealthDocument), LiveSubject.Health);
        }

        if (channels.IsFollowed(ChannelName.Brokers))
        {
            foreach (var account in LiveDocuments.Accounts(accounts, catalogue))
            {
                TellChanged(ChannelName.Brokers, $"{ChannelName.Brokers}:{account.Id}", "account", LiveElements.One(account, ApiJson.Default.AccountDocument), LiveSubject.At(account.Id));
            }
        }

        if (channels.IsFollowed(ChannelName.Positions))
        {
            foreach (var position in await rows.OpenPositionsAsync(cancel))
            {
                TellChanged(ChannelName.Positions, $"{ChannelName.Positions}:{position.AccountId}:{position.Symbol}", "mark", LiveElements.One(position, ApiJson.Default.PositionDocument), LiveSubject.At(position.AccountId));
            }
        }

        if (channels.IsFollowed(ChannelName.Equity))
        {
            foreach (var equity in LiveDocuments.Equity(accounts))
            {
                TellChanged(ChannelName.Equity, $"{ChannelName.Equity}:{equity.AccountId}:{equity.Currency}", "equity", LiveElements.One(equity, ApiJson.Default.EquityDocument), LiveSubject.At(equity.AccountId));
            }
        }

        if (channels.Exists(ChannelName.Audit))
        {
            await TellAuditAsync(cancel);
        }

        ForgetUnfollowed();
    }

    private async Task TellAuditAsync(CancellationToken cancel)
    {
        var newest = await audit.ListAsync(null, options.RowsPerFrameMax, cancel);
        foreach (var entry in newest.Where(entry => auditSeen >= 0 && entry.Version > auditSeen).Reverse())
        {
            channels.Publish(ChannelName.Audit, "audit", LiveElements.One(AuditDocument.Of(entry), ApiJson.Default.AuditDocument));
        }

        auditSeen = newest.Count == 0 ? 0 : newest[0].Version;
    }

    /// <summary>Says nothing that was said already.</summary>
    private void TellChanged(string channel, string subject, string type, JsonElement data, LiveSubject? whose = null)
    {
        var text = data.GetRawText();
        lock (told)
        {
            if (told.GetValueOrDefault(subject) == text)
            {
                return;
            }

            told[subject] = text;
        }

        channels.Publish(channel, type, data, whose);
    }

    private void ForgetUnfollowed()
    {
        lock (told)
        {
            foreach (var subject in told.Keys.Where(subject => !channels.Exists(subject) && !channels.Exists(subject.Split(':')[0])).ToArray())
            {
                told.Remove(subject);
            }
        }
    }
}

internal static partial class LiveLog
{
    [LoggerMessage(3301, LogLevel.Warning, "A frame of the live feed was left out: {Why}")]
    public static partial void NotTold(ILogger log, string why);

    [LoggerMessage(3303, LogLevel.Error, "The book of {Symbol} cannot be followed because of a defect; it is not shown.")]
    public static partial void DepthBroke(ILogger log, string symbol, Exception defect);

    [LoggerMessage(3304, LogLevel.Warning, "Whether those who follow the live feed still may could not be asked: {Why} It is asked again within seconds.")]
    public static partial void NotAsked(ILogger log, string why);

    [LoggerMessage(3302, LogLevel.Error, "A frame of the live feed was left out because of a defect; the next one is tried all the same.")]
    public static partial void Broke(ILogger log, Exception defect);

    [LoggerMessage(3305, LogLevel.Error, "Whether those who follow the live feed still may could not be asked because of a defect. It is asked again within seconds.")]
    public static partial void DoorBroke(ILogger log, Exception defect);
}
