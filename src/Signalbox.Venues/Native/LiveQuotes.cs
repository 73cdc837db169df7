using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Native;

/// <summary>Best quotes as they come, of what is wanted.</summary>
internal interface ILiveQuotes : IMarketData, IAsyncDisposable
{
    void Want(InstrumentId instrument);
}

/// <summary>
/// Best quotes of what anybody asks for: the first question about an instrument subscribes it. One a connection; it reads
/// until it is disposed of.
/// </summary>
internal sealed class LiveQuotes : ILiveQuotes
{
    private readonly QuoteBoard quotes = new();
    private readonly WantedStreams wanted;
    private readonly Func<InstrumentId, string> nameOf;
    private readonly CancellationTokenSource ending = new();
    private readonly VenueStream<MarketEvent> stream;
    private readonly Task reading;

    /// <param name="begin">A conversation that subscribes what is wanted, now and later.</param>
    /// <param name="nameOf">The stream that brings an instrument's quotes, in the venue's words.</param>
    public LiveQuotes(
        Func<WantedStreams, IStreamTalk<MarketEvent>> begin, Func<InstrumentId, string> nameOf, VenueStreamOptions options, TimeProvider clock, int instrumentsMax = 500)
    {
        this.nameOf = nameOf;
        wanted = new(instrumentsMax);
        stream = new(() => begin(wanted), options, clock);
        reading = ReadAsync(ending.Token);
    }

    public MarketView? Latest(InstrumentId instrument)
    {
        Want(instrument);
        return quotes.Latest(instrument);
    }

    public void Want(InstrumentId instrument) => wanted.Want(nameOf(instrument));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var news in stream.ReadAsync(cancel))
            {
                if (news.What is MarketEvent.Quoted quoted)
                {
                    quotes.Publish(quoted.Instrument, quoted.View);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The connection is being closed.
        }
    }
}
