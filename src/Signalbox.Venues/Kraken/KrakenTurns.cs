using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken;

/// <summary>
/// Signed requests of one key leave one after the other, because the venue refuses a nonce below one it has seen: each is
/// signed when its turn comes, and what protects goes before what can wait. Whoever is not answered in time is overtaken; at
/// worst the venue then refuses the older one unprocessed.
/// </summary>
internal sealed class KrakenTurns(TimeProvider clock)
{
    /// <summary>Far above a usual round trip, far below what a protective order may wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Lock queuing = new();
    private readonly PriorityQueue<TaskCompletionSource, (RateLane, long)> waiting = new();
    private long arrived;
    private bool isTaken;

    public async Task<LineReply> SendAsync(RateLane lane, Func<WireRequest> sign, Func<WireRequest, Task<LineReply>> send, CancellationToken cancel)
    {
        try
        {
            await TakeAsync(lane, cancel);
        }
        catch (OperationCanceledException)
        {
            return new(new() { End = WireEnd.NotSent, Why = "The request was given up before its turn came." }, null);
        }

        Task<LineReply> sending;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            sending = send(sign());
            await Task.WhenAny(sending, Task.Delay(Patience, clock, enough.Token));
            await enough.CancelAsync();
        }
        finally
        {
            Pass();
        }

        return await sending;
    }

    private Task TakeAsync(RateLane lane, CancellationToken cancel)
    {
        TaskCompletionSource turn;
        lock (queuing)
        {
            if (!isTaken)
            {
                isTaken = true;
                return Task.CompletedTask;
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn, (lane, arrived++));
        }

        return WaitAsync(turn, cancel);
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancel)
    {
        using var given = cancel.Register(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
    }

    private void Pass()
    {
        lock (queuing)
        {
            // Those that were given up meanwhile are passed over.
            while (waiting.TryDequeue(out var next, out _))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            isTaken = false;
        }
    }
}
