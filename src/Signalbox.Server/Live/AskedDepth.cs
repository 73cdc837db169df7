using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Server.Live;

/// <summary>Asks a book that is at hand whenever the last answer was taken.</summary>
internal sealed class AskedDepth : IWatchedDepth
{
    private readonly IDepthSource source;
    private readonly InstrumentId instrument;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationToken ended;
    private readonly Lock gate = new();
    private Task<VenueAnswer<DepthView>>? asking;
    private DepthView? latest;

    public AskedDepth(IDepthSource source, InstrumentId instrument)
    {
        this.source = source;
        this.instrument = instrument;
        // Kept: somebody may still ask while it is being left.
        ended = ending.Token;
    }

    public DepthView? Latest()
    {
        lock (gate)
        {
            if (asking is { IsCompleted: true } done)
            {
                latest = done.IsCompletedSuccessfully ? done.Result.Value : null;
                asking = null;
            }

            asking ??= source.DepthAsync(instrument, DepthBook.LevelsMax, ended);
            return latest;
        }
    }

    public ValueTask DisposeAsync()
    {
        ending.Cancel();
        ending.Dispose();
        return ValueTask.CompletedTask;
    }
}
