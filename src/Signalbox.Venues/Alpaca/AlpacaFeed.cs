using System.Runtime.CompilerServices;
using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// The one line an account may have to one kind of market data, shared by everybody who wants some of it. It is opened when
/// something is wanted for the first time.
/// </summary>
internal sealed class AlpacaFeed : IAsyncDisposable
{
    private const int NamesMax = 1_000;

    private readonly QuoteBoard quotes;
    private readonly TimeProvider clock;
    private readonly WantedStreams wanted = new(NamesMax);
    private readonly VenueStream<AlpacaMarketMessage> stream;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock telling = new();
    private readonly List<AlpacaListener> listeners = [];
    private readonly Dictionary<InstrumentId, OrderBookBuilder> books = [];
    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private Task? reading;

    public AlpacaFeed(Uri address, AlpacaSigner signer, QuoteBoard quotes, VenueStreamOptions options, TimeProvider clock)
    {
        this.quotes = quotes;
        this.clock = clock;
        stream = new(() => new AlpacaMarketTalk(address, signer, wanted), options, clock);
    }

    public void Want(string name)
    {
        wanted.Want(name);
        lock (telling)
        {
            reading ??= ReadAsync(ending.Token);
        }
    }

    /// <summary>What a subscription wants of this line, until cancelled.</summary>
    public async IAsyncEnumerable<MarketEvent> ListenAsync(MarketSubscription wish, IReadOnlyList<string> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        var listener = new AlpacaListener(wish, names, clock);
        lock (telling)
        {
            listeners.Add(listener);
            foreach (var book in books.Values)
            {
                listener.Begin(book);
            }

            listener.Confirm(subscribed);
        }

        foreach (var name in names)
        {
            Want(name);
        }

        try
        {
            await foreach (var happened in listener.ReadAsync(cancel))
            {
                yield return happened;
            }
        }
        finally
        {
            lock (telling)
            {
                listeners.Remove(listener);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await (reading ?? Task.CompletedTask);
        ending.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        // Whoever wants the first thing does not wait for the line.
        await Task.Yield();
        try
        {
            await foreach (var news in stream.ReadAsync(cancel))
            {
                Tell(news);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The connection is being closed.
        }
    }

    private void Tell(StreamNews<AlpacaMarketMessage> news)
    {
        lock (telling)
        {
            if (news.What is not { } message)
            {
                Interrupt(news.Gap ?? "");
                return;
            }

            switch (message.Type)
            {
                case "subscription":
                    subscribed.UnionWith(message.Subscribed());
                    listeners.ForEach(listener => listener.Confirm(subscribed));
                    return;
                case "q":
                    quotes.Publish(message.Instrument, message.View(clock.GetUtcNow()));
                    break;
                case "o":
                    message.ApplyTo(BookOf(message.Instrument));
                    break;
            }

            listeners.ForEach(listener => listener.Tell(message));
        }
    }

    // While it stands, a gap is only a message that could not be read; what was subscribed still is.
    private void Interrupt(string why)
    {
        if (!stream.IsReady)
        {
            subscribed.Clear();
            books.Clear();
        }

        listeners.ForEach(listener => listener.Interrupt(why, isOver: !stream.IsReady));
    }

    private OrderBookBuilder BookOf(InstrumentId instrument)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            books.Add(instrument, book = new(instrument));
        }

        return book;
    }
}
