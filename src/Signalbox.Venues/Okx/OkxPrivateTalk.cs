using System.Globalization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>One of the account's two lines: orders, positions and balances, or orders that wait for their price.</summary>
internal sealed class OkxPrivateTalk(OkxOptions options, OkxSigner signer, VenueLineState state, OrderMemory memory, bool isBusiness) : IStreamTalk<VenueEvent>
{
    /// <summary>Trailing stops are told apart from all other orders that wait, among the venue's strategies.</summary>
    private const string TrailingChannel = "algo-advance";

    private readonly string[] channels = isBusiness ? ["orders-algo", TrailingChannel] : options.Product.IsSpot ? ["orders", "account"] : ["orders", "positions", "account"];
    private readonly HashSet<string> confirmed = new(StringComparer.Ordinal);

    public StreamRhythm Rhythm => OkxHead.Rhythm;

    public Task<StreamDial> DialAsync(CancellationToken cancel) =>
        Task.FromResult(StreamDial.To(isBusiness ? options.Addresses.Business : options.Addresses.Private));

    public void Open(StreamTurn<VenueEvent> turn)
    {
        var seconds = state.VenueNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var login = new JsonBody().Add("apiKey", signer.Key).Add("passphrase", signer.Passphrase).Add("timestamp", seconds).Add("sign", signer.SignLogin(seconds));
        turn.Send(new JsonBody().Add("op", "login").AddList("args", [login]).ToUtf8());
    }

    public ReadOnlyMemory<byte> Speak() => OkxHead.Ping;

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        if (OkxHead.IsPong(message))
        {
            return;
        }

        if (OkxHead.Read(message) is not { } frame)
        {
            turn.Gap("A message of the stream cannot be read.");
        }
        else if (frame.Event is not null)
        {
            HearEvent(frame, turn);
        }
        else
        {
            HearData(frame.Arg?.Channel, message, turn);
        }
    }

    private void HearEvent(OkxFrame frame, StreamTurn<VenueEvent> turn)
    {
        if (OkxHead.Ends(frame, turn))
        {
            return;
        }

        if (frame is { Event: "login", Code: "0" or null })
        {
            turn.Send(new JsonBody().Add("op", "subscribe").AddList("args", channels.Select(Subscription)).ToUtf8());
        }
        else if (frame is { Event: "subscribe", Arg.Channel: { } channel } && confirmed.Add(channel) && confirmed.Count == channels.Length)
        {
            turn.Ready();
        }
    }

    private void HearData(string? channel, ReadOnlySpan<byte> message, StreamTurn<VenueEvent> turn)
    {
        var events = channel switch
        {
            "orders" => OkxFrames.Orders(options.Product, message),
            "orders-algo" or TrailingChannel => OkxFrames.AlgoOrders(options.Product, message),
            "positions" => OkxFrames.Positions(options.Product, message),
            "account" => OkxFrames.Balances(message),
            _ => [],
        };
        if (events is null)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        foreach (var happened in events)
        {
            if (happened is VenueEvent.OrderChanged { Report: var report })
            {
                memory.Note(report);
            }

            if (happened is VenueEvent.Gap { Why: var why }) turn.Gap(why);
            else turn.Tell(happened);
        }
    }

    // Spot on margin is a kind of its own, so spot follows all kinds and leaves out what is not its own.
    private JsonBody Subscription(string channel) => new JsonBody().Add("channel", channel)
        .Add("instType", channel == "account" ? null : options.Product.IsSpot ? "ANY" : options.Product.Word);
}
