using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Loopback;

/// <summary>The request side: commands end in an outcome, questions in an answer or a failure.</summary>
internal sealed class LoopbackRest(LoopbackOptions options, LoopbackSigner signer, TimeProvider clock) : IDisposable
{
    /// <summary>How long a signature of a request without a deadline of its own is good.</summary>
    private static readonly TimeSpan UsualWindow = TimeSpan.FromSeconds(5);

    private readonly VenueHttp http = new(new() { Address = options.Address, Timeout = options.Timeout }, clock);
    private readonly LoopbackLimits limits = new(clock);

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => PlaceAsync("/v1/orders", LoopbackCodec.Encode(order), order, cancel);

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) => PlaceAsync("/v1/orders/pair", LoopbackCodec.Encode(pair), pair.Stop, cancel);

    /// <param name="timed">Whose times the signature carries.</param>
    private Task<VenueOutcome> PlaceAsync(string path, byte[] body, PlaceOrder timed, CancellationToken cancel) => CommandAsync(new()
    {
        Method = HttpMethod.Post,
        Path = path,
        Body = body,
        Headers = signer.Sign("POST", path, body, timed.IntendedAt, timed.SendBy - timed.IntendedAt),
        SendBy = timed.SendBy,
    }, isCancel: false, cancel);

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) =>
        CommandAsync(Command("/v1/orders/amend", LoopbackCodec.Encode(amendment)), isCancel: false, cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        CommandAsync(Command("/v1/orders/cancel", LoopbackCodec.Encode(cancellation)), isCancel: true, cancel);

    public async Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel)
    {
        var byClientId = await FindAsync($"/v1/order?clientId={LoopbackCodec.ClientId(query.Id)}", cancel);
        return byClientId is OrderEvidence.Absent && query.VenueOrderId is { } venueId
            ? await FindAsync($"/v1/order?orderId={Uri.EscapeDataString(venueId.Value)}", cancel)
            : byClientId;
    }

    public async Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel)
    {
        var since = fillsSince.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var (snapshot, failure) = await AskAsync($"/v1/snapshot?fillsSince={since}", LoopbackJson.Default.LoopbackSnapshot, cancel);
        return new(snapshot is null ? null : LoopbackCodec.Decode(snapshot), failure);
    }

    public async Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel)
    {
        var (quote, failure) = await AskAsync($"/v1/quote?instrument={Uri.EscapeDataString(instrument.Value)}", LoopbackJson.Default.LoopbackQuote, cancel);
        return new(quote is null ? null : LoopbackCodec.Decode(quote), failure);
    }

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) =>
        AskAsync("/v1/instruments", LoopbackJson.Default.IReadOnlyListInstrument, cancel);

    public void Dispose() => http.Dispose();

    private async Task<VenueOutcome> CommandAsync(WireRequest request, bool isCancel, CancellationToken cancel)
    {
        if (limits.Refuse(isCancel) is { } refused)
        {
            return refused;
        }

        var reply = await http.SendAsync(request, cancel);
        limits.Note(reply);
        return LoopbackErrors.Outcome(reply);
    }

    private async Task<OrderEvidence> FindAsync(string path, CancellationToken cancel)
    {
        var reply = await SendAsync(path, cancel);
        if (reply.IsSuccess && WireJson.Read(reply, LoopbackJson.Default.LoopbackStatus) is { } status)
        {
            return LoopbackCodec.Decode(status);
        }

        // Only the exchange's own word for it counts as absence: a 404 may come from anything on the way.
        return reply.Status == 404 && WireJson.Read(reply, LoopbackJson.Default.LoopbackError) is { Code: "unknown_order" }
            ? new OrderEvidence.Absent()
            : new OrderEvidence.Failed(LoopbackErrors.Describe(reply));
    }

    private async Task<VenueAnswer<T>> AskAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var reply = await SendAsync(path, cancel);
        return reply.IsSuccess && WireJson.Read(reply, type) is { } answer
            ? VenueAnswer.Of(answer)
            : VenueAnswer.Failed<T>(LoopbackErrors.Describe(reply));
    }

    private async Task<WireReply> SendAsync(string path, CancellationToken cancel)
    {
        if (limits.Refuse(isCancel: false) is { } refused)
        {
            return new() { End = WireEnd.NotSent, Why = refused.Why };
        }

        var reply = await http.SendAsync(new()
        {
            Method = HttpMethod.Get,
            Path = path,
            Headers = signer.Sign("GET", path, [], clock.GetUtcNow(), UsualWindow),
        }, cancel);
        limits.Note(reply);
        return reply;
    }

    private WireRequest Command(string path, byte[] body) => new()
    {
        Method = HttpMethod.Post,
        Path = path,
        Body = body,
        Headers = signer.Sign("POST", path, body, clock.GetUtcNow(), UsualWindow),
    };
}
