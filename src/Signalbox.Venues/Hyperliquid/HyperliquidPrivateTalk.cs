using System.Text;
using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Orders, fills, positions and balances of an address. Nobody logs in: all of it is public. The venue ends a line on which
/// nothing was said for a minute, so it is pinged.
/// </summary>
internal sealed class HyperliquidPrivateTalk : IStreamTalk<VenueEvent>
{
    private static readonly ReadOnlyMemory<byte> Ping = """{"method":"ping"}"""u8.ToArray();

    // Fills of the first list that are younger than this may have come between the two.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private readonly HyperliquidOptions options;
    private readonly HyperliquidKnown known;
    private readonly OrderMemory memory;
    private readonly TimeProvider clock;
    private readonly HyperliquidFillCounts counts;
    private readonly HashSet<string> missing;
    private HashSet<InstrumentId> held = [];
    private DateTimeOffset began;

    public HyperliquidPrivateTalk(HyperliquidOptions options, HyperliquidKnown known, OrderMemory memory, TimeProvider clock)
    {
        this.options = options;
        this.known = known;
        this.memory = memory;
        this.clock = clock;
        counts = new(clock);
        missing = ["orderUpdates", "userFills", StateChannel];
    }

    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromSeconds(10), SilenceMax = TimeSpan.FromSeconds(35) };

    private string StateChannel => options.Product == HyperliquidProduct.Spot ? "spotState" : "clearinghouseState";

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(options.Addresses.Socket));

    public void Open(StreamTurn<VenueEvent> turn)
    {
        began = clock.GetUtcNow();
        Subscribe(turn, ("type", "orderUpdates"), ("user", options.User));
        Subscribe(turn, ("type", "userFills"), ("user", options.User), ("aggregateByTime", false));
        Subscribe(turn, ("type", StateChannel), ("user", options.User), ("dex", options.Dex.Length > 0 ? (HyperliquidValue)options.Dex : null));
    }

    public ReadOnlyMemory<byte> Speak() => Ping;

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        // A line may greet with a sentence that is no message.
        if (message is not [(byte)'{', ..])
        {
            return;
        }

        if (HyperliquidEvents.Read(message) is not { } news)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        if (news.Refused is { } why)
        {
            turn.HangUp($"The venue refused a subscription: {why}");
            return;
        }

        if (news.Subscribed is { } channel && missing.Remove(channel) && missing.Count == 0)
        {
            turn.Ready();
        }

        Tell(news, turn);
    }

    private void Tell(HyperliquidNews news, StreamTurn<VenueEvent> turn)
    {
        foreach (var fill in news.Fills)
        {
            if (counts.Count(fill) && options.Has(fill.Instrument) && (!news.IsSnapshot || fill.At > began - Overlap))
            {
                turn.Tell(new VenueEvent.Executed(memory.Named(fill)));
            }
        }

        foreach (var report in news.Orders)
        {
            if (options.Has(report.Instrument))
            {
                memory.Note(report);
                counts.Hold(known.Completed(report));
            }
        }

        foreach (var report in counts.Due())
        {
            Tell(report, turn);
        }

        foreach (var report in counts.Overdue())
        {
            turn.Gap($"Fills of the order {report.VenueOrderId} were counted and not told.");
            Tell(report, turn);
        }

        TellHoldings(news, turn);
    }

    private void Tell(OrderReport report, StreamTurn<VenueEvent> turn)
    {
        // It lives on under another number and the same id: told as cancelled it would seem to have ended.
        if (report.State == VenueOrderState.Cancelled && known.IsReplaced(report.VenueOrderId))
        {
            turn.Gap($"The order {report.VenueOrderId} was replaced; what holds now is asked for.");
            return;
        }

        turn.Tell(new VenueEvent.OrderChanged(report));
    }

    // Positions come as a whole list: one that is no longer in it is closed.
    private void TellHoldings(HyperliquidNews news, StreamTurn<VenueEvent> turn)
    {
        var isMargin = news.Positions is not null;
        if (news.Balances is { Count: > 0 } balances && !(isMargin && known.SharesFunds))
        {
            turn.Tell(new VenueEvent.BalancesChanged(balances));
        }

        if (news.Positions is not { } positions)
        {
            return;
        }

        var now = positions.Select(position => position.Instrument).ToHashSet();
        VenuePosition[] told = [.. positions, .. held.Except(now).Select(gone => new VenuePosition(gone, default, default))];
        held = now;
        if (told.Length > 0)
        {
            turn.Tell(new VenueEvent.PositionsChanged(told));
        }
    }

    private static void Subscribe(StreamTurn<VenueEvent> turn, params ReadOnlySpan<(string, HyperliquidValue?)> fields) =>
        turn.Send(Encoding.UTF8.GetBytes(HyperliquidValue.Map(("method", "subscribe"), ("subscription", HyperliquidValue.Map(fields))).ToJson()));
}
