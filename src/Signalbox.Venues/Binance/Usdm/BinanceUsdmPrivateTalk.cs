using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>Account events behind a listen key, which is good for an hour and renewed every half.</summary>
internal sealed class BinanceUsdmPrivateTalk(Uri address, BinanceUsdmRest rest, OrderMemory memory) : IStreamTalk<VenueEvent>
{
    public StreamRhythm Rhythm { get; } = new() { TendEvery = TimeSpan.FromMinutes(30), LifeMax = TimeSpan.FromHours(23.5) };

    public async Task<StreamDial> DialAsync(CancellationToken cancel)
    {
        var (key, failure) = await rest.ListenAsync(cancel);
        return key is null ? StreamDial.Failed(failure ?? "The venue gave no listen key.") : StreamDial.To(new Uri(address, $"ws/{key}"));
    }

    // The line is subscribed by its address.
    public void Open(StreamTurn<VenueEvent> turn) => turn.Ready();

    public Task<string?> TendAsync(CancellationToken cancel) => rest.RenewAsync(cancel);

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (BinanceUsdmEvents.Read(message) is not { } news)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        foreach (var happened in news.Events)
        {
            turn.Tell(Named(happened));
        }

        if (news is { Became: { } number, BecameOf: { } id } && news.Events is [VenueEvent.OrderChanged { Report.Instrument: var instrument }, ..])
        {
            memory.Note(number, id, instrument);
        }

        if (news.Ended is { } why)
        {
            turn.HangUp($"The venue ends the stream: {why}.");
        }
    }

    // What a waiting order became may carry an id of its own; it goes by ours.
    private VenueEvent Named(VenueEvent happened)
    {
        switch (happened)
        {
            case VenueEvent.OrderChanged { Report: var report }:
                memory.Note(report);
                return report.ClientOrderId is null && memory.Find(report.VenueOrderId) is { } id
                    ? new VenueEvent.OrderChanged(report with { ClientOrderId = id, ForeignClientId = null })
                    : happened;
            case VenueEvent.Executed { Fill: var fill }:
                return new VenueEvent.Executed(memory.Named(fill));
            default:
                return happened;
        }
    }
}
