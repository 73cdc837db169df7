using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>The account's stream: login, four topics, and a ping of our own every twenty seconds.</summary>
internal sealed class BybitPrivateTalk(BybitOptions options, BybitSigner signer, OrderMemory memory, VenueLineState state, TimeProvider clock) : IStreamTalk<VenueEvent>
{
    /// <summary>As the venue prescribes it.</summary>
    public static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    public static readonly ReadOnlyMemory<byte> Ping = """{"op":"ping"}"""u8.ToArray();

    private static readonly TimeSpan LoginGoodFor = TimeSpan.FromSeconds(10);
    private static readonly byte[] Topics = """{"op":"subscribe","args":["order","execution","position","wallet"]}"""u8.ToArray();
    private static readonly byte[] SpotTopics = """{"op":"subscribe","args":["order","execution","wallet"]}"""u8.ToArray();

    private readonly BybitFillsFirst order = new(state.VenueNow, clock);
    private long pingedAt = clock.GetTimestamp();

    // Asked more often than a ping is due: one brings an answer at once when a report has waited long enough for its fills.
    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromSeconds(1), SilenceMax = TimeSpan.FromSeconds(50) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(options.Addresses.Private));

    public void Open(StreamTurn<VenueEvent> turn)
    {
        var expires = (state.VenueNow + LoginGoodFor).ToUnixTimeMilliseconds();
        turn.Send(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"op":"auth","args":["{{JsonEncodedText.Encode(options.Key)}}",{{expires}},"{{signer.SignLogin(expires)}}"]}""")));
    }

    public ReadOnlyMemory<byte> Speak()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref pingedAt)) < PingEvery && !order.Waits)
        {
            return default;
        }

        Volatile.Write(ref pingedAt, clock.GetTimestamp());
        return Ping;
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        try
        {
            Read(message, turn);
        }
        catch (JsonException)
        {
            turn.Gap("A message of the stream cannot be read.");
        }

        foreach (var report in order.Release())
        {
            turn.Tell(new VenueEvent.OrderChanged(report));
        }
    }

    private void Read(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        var topic = BybitEnvelope.Read(message).Topic;
        var isRead = topic switch
        {
            _ when topic.IsEmpty => Answered(message, turn),
            _ when topic.StartsWith("order"u8) => Orders(message, turn),
            _ when topic.StartsWith("execution"u8) => Fills(message, turn),
            _ when topic.StartsWith("position"u8) => Told(BybitPrivateFrames.Positions(options.Product, message), static each => new VenueEvent.PositionsChanged(each), turn),
            _ when topic.StartsWith("wallet"u8) => Told(BybitPrivateFrames.Balances(message), static each => new VenueEvent.BalancesChanged(each), turn),
            // Topics nobody asked for say nothing that is missed.
            _ => true,
        };
        if (!isRead)
        {
            turn.Gap("A message of the stream cannot be read.");
        }
    }

    private bool Answered(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        switch (WireJson.Read(message, BybitJson.Default.BybitSpoken))
        {
            case null:
                return false;
            case { Op: "auth", Success: true }:
                turn.Send(options.Product == BybitProduct.Spot ? SpotTopics : Topics);
                return true;
            case { Op: "subscribe", Success: true }:
                turn.Ready();
                return true;
            case { Op: "auth" or "subscribe" } refused:
                turn.HangUp($"Bybit refused the stream: {refused.RetMsg}.");
                return true;
            default:
                return true;
        }
    }

    private bool Orders(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (BybitPrivateFrames.OrdersWithBirth(options.Product, message) is not { } orders)
        {
            return false;
        }

        foreach (var news in orders)
        {
            memory.Note(news.Report);
            if (order.Take(news) is { } report)
            {
                turn.Tell(new VenueEvent.OrderChanged(report));
            }
        }

        return true;
    }

    private bool Fills(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (BybitPrivateFrames.FillsWithSums(options.Product, message) is not { } fills)
        {
            return false;
        }

        foreach (var news in fills)
        {
            order.Take(news);
            turn.Tell(new VenueEvent.Executed(memory.Named(news.Fill)));
        }

        return true;
    }

    private static bool Told<T>(IReadOnlyList<T>? items, Func<IReadOnlyList<T>, VenueEvent> of, StreamTurn<VenueEvent> turn)
    {
        if (items is { Count: > 0 })
        {
            turn.Tell(of(items));
        }

        return items is not null;
    }
}
