using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>What both products answer alike, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class KucoinCodec
{
    private static readonly KucoinJson Json = KucoinJson.Default;

    public static VenueOutcome? Accepted(WireReply reply) =>
        Read(reply.Body.Span, Json.KucoinAnswerKucoinPlaced) is { } placed && (placed.OrderId ?? placed.NewOrderId) is { Length: > 0 } number
            ? new VenueOutcome.Accepted(new(number))
            : null;

    /// <summary>A list of cancelled orders that is empty says that there was none.</summary>
    public static VenueOutcome? Cancelled(WireReply reply) => Read(reply.Body.Span, Json.KucoinAnswerKucoinPlaced) is { CancelledOrderIds.Count: 0, OrderId: null, CancelledOrderId: null }
        ? new VenueOutcome.Rejected(RejectReason.UnknownOrder, KucoinVoice.Done, "The venue found no such order to cancel.")
        : Done(reply);

    /// <summary>Nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => reply.Body.Span is [(byte)'{', ..] ? new VenueOutcome.Accepted(null) : null;

    /// <summary>One outcome for each order of a batch, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Batch(ErrorTable errors, WireReply reply, int orders) =>
        Read(reply.Body.Span, Json.KucoinAnswerIReadOnlyListKucoinPlaced) is { } told && told.Count == orders ? [.. told.Select(each => Outcome(errors, each))] : null;

    /// <summary>The venue answered, and there is nothing in its answer: no such thing.</summary>
    public static bool IsEmpty(WireReply reply)
    {
        try
        {
            var reader = new Utf8JsonReader(reply.Body.Span);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("data"u8))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.EndArray);
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) =>
        long.TryParse(Read(json, Json.KucoinAnswerString), CultureInfo.InvariantCulture, out var time) && time > 0 ? KucoinWords.TimeOf(time) : null;

    public static KucoinStreamToken? Token(ReadOnlySpan<byte> json) =>
        Read(json, Json.KucoinAnswerKucoinToken) is { Token: { Length: > 0 } token, InstanceServers: [{ Endpoint: { } endpoint } server, ..] } && Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            ? new(address, token, Beat(server.PingInterval, 18_000), Beat(server.PingTimeout, 10_000))
            : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json)
    {
        var told = Read(json, Json.KucoinAnswerIReadOnlyListKucoinFee)?.FirstOrDefault(fee => fee.Symbol == instrument.Value)
            ?? Read(json, Json.KucoinAnswerKucoinFee);
        return told is { MakerFeeRate: { } maker, TakerFeeRate: { } taker } ? new(instrument, maker, taker) : null;
    }

    /// <param name="trades">The right that lets it trade this product.</param>
    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json, string trades)
    {
        if (Read(json, Json.KucoinAnswerKucoinKey) is not { Permission: { } permission } key)
        {
            return null;
        }

        var may = permission.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Read = true,
            // Older keys know one right to trade for everything, and call what takes money out a transfer.
            Trade = may.Contains(trades) || may.Contains("Trade"),
            Withdraw = may.Contains("Withdrawal") || may.Contains("Withdraw") || may.Contains("Transfer"),
            AddressRestricted = key.IpWhitelist is { Length: > 0 },
            ExpiresAt = key.ExpiredAt > 0 ? KucoinWords.TimeOf(key.ExpiredAt) : null,
        };
    }

    internal static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<KucoinAnswer<T>> type)
        where T : class => WireJson.Read(json, type)?.Data;

    // What failed in a batch of spot has a sentence and no code: the sentence alone is looked up.
    private static VenueOutcome Outcome(ErrorTable errors, KucoinPlaced told) => told switch
    {
        { OrderId: { Length: > 0 } number } when told.Success != false && told.Code is null or KucoinVoice.Done or "200" => new VenueOutcome.Accepted(new(number)),
        { Success: false } => new VenueComplaint(errors.Find("400100", told.FailMsg ?? ""), "400100", told.FailMsg ?? "").Outcome,
        { Code: { } code } => new VenueComplaint(errors.Find(code, told.Msg ?? ""), code, told.Msg ?? "").Outcome,
        _ => new VenueOutcome.Unknown("The venue's answer does not tell what became of the order."),
    };

    private static TimeSpan Beat(long milliseconds, long usual) => TimeSpan.FromMilliseconds(milliseconds is > 0 and < 3_600_000 ? milliseconds : usual);
}

/// <summary>What opens a stream, and the heartbeat the venue wants on it.</summary>
public sealed record KucoinStreamToken(Uri Address, string Token, TimeSpan PingEvery, TimeSpan PongWithin)
{
    // The token is as good as the key.
    public override string ToString() => $"{nameof(KucoinStreamToken)} {{ {Address} }}";
}
