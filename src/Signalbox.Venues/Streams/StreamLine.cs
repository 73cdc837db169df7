using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Streams;

/// <summary>One connection of a stream from dialling to its end: reads it, keeps it alive, and notices that it is dead.</summary>
internal sealed class StreamLine<T> : IAsyncDisposable
{
    private readonly IStreamTalk<T> talk;
    private readonly TimeProvider clock;
    private readonly WireSocket? socket;
    private readonly StreamTurn<T> turn = new();
    private readonly CancellationTokenSource ending = new();
    private readonly List<ITimer> timers = [];
    private readonly ITimer? silence;
    private readonly Task upkeep = Task.CompletedTask;
    private bool isOpened;
    private long? readySince;

    private StreamLine(IStreamTalk<T> talk, WireSocket? socket, string why, TimeProvider clock)
    {
        this.talk = talk;
        this.socket = socket;
        this.clock = clock;
        Why = why;
        if (socket is not { IsOpen: true })
        {
            return;
        }

        var rhythm = talk.Rhythm;
        silence = EndAfter(rhythm.SilenceMax, $"Nothing came for {rhythm.SilenceMax}.");
        EndAfter(rhythm.LifeMax, "The line has reached the age at which the venue ends it.");
        EndAfter(rhythm.ReadyWithin, $"The stream was not ready within {rhythm.ReadyWithin}.", unlessReady: true);
        upkeep = Task.WhenAll(
            RepeatAsync(rhythm.SpeakEvery, SpeakAsync),
            RepeatAsync(rhythm.TendEvery, TendAsync));
    }

    public string Why { get; private set; }

    public static async Task<StreamLine<T>> DialAsync(IStreamTalk<T> talk, VenueStreamOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var dial = await AddressAsync(talk, cancel);
        if (dial.Address is not { } address)
        {
            return new(talk, null, dial.Failure ?? "There is no address to dial.", clock);
        }

        var way = new SocketDial(address, dial.Headers, options.ConnectTimeout) { PingEvery = options.PingEvery, PongWithin = options.PongWithin };
        var socket = await WireSocket.ConnectAsync(way, options.Route, clock, cancel);
        return new(talk, socket, socket.Why, clock);
    }

    /// <summary>How long it could be trusted.</summary>
    public TimeSpan HeldFor => readySince is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>What the next message brought; null when the line has ended.</summary>
    public async ValueTask<StreamTurn<T>?> ReadAsync(CancellationToken cancel)
    {
        turn.Clear();
        if (socket is null)
        {
            return null;
        }

        if (!isOpened && socket.IsOpen)
        {
            isOpened = true;
            talk.Open(turn);
            return await AnsweredAsync(cancel);
        }

        if (await socket.ReadAsync(cancel) is not { } message)
        {
            Why = socket.Why;
            return null;
        }

        if (talk.Rhythm.SilenceMax is { } most)
        {
            silence!.Change(most, Timeout.InfiniteTimeSpan);
        }

        Hear(message.Span);
        return await AnsweredAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        foreach (var timer in timers)
        {
            await timer.DisposeAsync();
        }

        await upkeep;
        socket?.Dispose();
        ending.Dispose();
    }

    private static async Task<StreamDial> AddressAsync(IStreamTalk<T> talk, CancellationToken cancel)
    {
        try
        {
            return await talk.DialAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return StreamDial.Failed($"No address could be had: {failure.Message}");
        }
    }

    /// <summary>A message that cannot be read must not end the reading for good: the line is given up, so that the account asks.</summary>
    private void Hear(ReadOnlySpan<byte> message)
    {
        try
        {
            talk.Hear(message, turn);
        }
        catch (Exception defect)
        {
            turn.HangUp($"What came could not be read: {defect.Message}");
        }
    }

    private async ValueTask<StreamTurn<T>> AnsweredAsync(CancellationToken cancel)
    {
        readySince ??= turn.IsReady ? clock.GetTimestamp() : null;
        foreach (var answer in turn.Answers)
        {
            await socket!.SendAsync(answer, cancel);
        }

        if (turn.HungUp is { } why)
        {
            socket!.HangUp(why);
        }

        return turn;
    }

    private ITimer? EndAfter(TimeSpan? after, string why, bool unlessReady = false)
    {
        if (after is not { } due)
        {
            return null;
        }

        var timer = clock.CreateTimer(_ =>
        {
            if (!unlessReady || !turn.IsReady)
            {
                socket!.HangUp(why);
            }
        }, null, due, Timeout.InfiniteTimeSpan);
        timers.Add(timer);
        return timer;
    }

    private async Task SpeakAsync()
    {
        if (talk.Speak() is { IsEmpty: false } words)
        {
            await socket!.SendAsync(words, ending.Token);
        }
    }

    private async Task TendAsync()
    {
        if (await talk.TendAsync(ending.Token) is { } why)
        {
            socket!.HangUp(why);
        }
    }

    private async Task RepeatAsync(TimeSpan? every, Func<Task> work)
    {
        if (every is not { } period)
        {
            return;
        }

        try
        {
            using var timer = new PeriodicTimer(period, clock);
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                await work();
            }
        }
        catch (OperationCanceledException)
        {
            // The line has ended.
        }
    }
}
