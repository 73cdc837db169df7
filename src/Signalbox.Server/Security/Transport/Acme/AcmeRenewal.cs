using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>Obtains the first certificate and renews it when a third of its time is left. While that fails, the one before stays.</summary>
internal sealed class AcmeRenewal(
    AcmeOptions options, AcmeFolder folder, AcmeChallenges challenges, AcmeWays ways, UpkeepBoard upkeep, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<AcmeRenewal> log)
    : BackgroundService
{
    private const int FailuresUntilTold = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookAfterMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ObtainedWithin = TimeSpan.FromMinutes(30);

    private readonly HttpClient http = AcmeConnection.Client();
    private AcmeException? failure;
    private int failures;
    private int way;

    /// <summary>Not before; long ago where nothing failed.</summary>
    public DateTimeOffset NextTryAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Obtains a certificate when one is due and may be asked for. Returns whether it did.</summary>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (folder.Read() is { } held && !held.IsDue(options, now))
        {
            Forget();
            return false;
        }

        var allowed = AcmeRetry.AllowedAt(folder.FailedValidations(now), now);
        NextTryAt = allowed > NextTryAt ? allowed : NextTryAt;
        if (now < NextTryAt)
        {
            await TellAsync(cancel);
            return false;
        }

        try
        {
            await ObtainAsync(cancel);
            return true;
        }
        catch (AcmeException refused)
        {
            await FailedAsync(refused, cancel);
        }
        catch (Exception broken) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is, such as a full disk: a server that trades does not end for want of a certificate.
            await FailedAsync(new(broken.Message, isTransient: false), cancel);
        }

        return false;
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The authority looks at this server, so it must listen first.
        await ListeningAsync(stoppingToken);
        if (folder.Read()?.Directory is null)
        {
            AcmeLog.Placeholder(log, options.DomainList, options.Directory);
        }

        while (true)
        {
            await LookAsync(stoppingToken);
            var wait = NextTryAt - clock.GetUtcNow();
            await Task.Delay(wait <= TimeSpan.Zero || wait > LookEvery ? LookEvery : wait > LookAfterMin ? wait : LookAfterMin, clock, stoppingToken);
        }
    }

    private async Task ListeningAsync(CancellationToken cancel)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var signal = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancel);
    }

    private async Task ObtainAsync(CancellationToken cancel)
    {
        using var budget = new CancellationTokenSource(ObtainedWithin, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel, budget.Token);
        using var key = folder.LoadOrCreateAccountKey();
        try
        {
            var order = new AcmeOrder(new(http, key, clock), key, challenges, options, clock);
            folder.Replace(options.Directory, await order.IssueAsync(ways.From(way), within.Token));
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new AcmeException($"The certificate authority did not come to an end within {ObtainedWithin.TotalMinutes} minutes.", isTransient: true);
        }

        Forget();
        AcmeLog.Obtained(log, options.DomainList, folder.Read()!.Until);
    }

    private async Task FailedAsync(AcmeException refused, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (refused.IsFailedValidation)
        {
            // The other way next time, and not at once: each try counts against the authority's limit.
            folder.NoteFailedValidation(now);
            way++;
        }

        failure = refused;
        NextTryAt = AcmeRetry.NextAt(++failures, refused.RetryAfter, now);
        AcmeLog.NotObtained(log, options.DomainList, refused.Message, Standing(now), NextTryAt);
        await TellAsync(cancel);
    }

    /// <summary>An operator is told what lasts, or does not go away by itself.</summary>
    private async Task TellAsync(CancellationToken cancel)
    {
        if (failure is { } why && (failures >= FailuresUntilTold || !why.IsTransient))
        {
            await upkeep.FailedAsync(UpkeepKind.Certificate, $"{why.Message} {Standing(clock.GetUtcNow())}", cancel);
        }
    }

    private void Forget()
    {
        (failure, failures, NextTryAt) = (null, 0, DateTimeOffset.MinValue);
        upkeep.Succeeded(UpkeepKind.Certificate);
    }

    private string Standing(DateTimeOffset now) => folder.Read() switch
    {
        null or { Directory: null } => "There is no certificate yet: HTTPS answers with a placeholder, which nobody trusts.",
        { Until: var until } when until <= now => "The certificate in use has expired: nobody trusts it any more.",
        { Until: var until } => $"The certificate in use is valid for {(until - now).TotalDays:0} more days.",
    };
}
