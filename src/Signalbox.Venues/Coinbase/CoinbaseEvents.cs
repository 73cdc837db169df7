using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>A message of the account's stream.</summary>
internal sealed record CoinbaseUserFrame
{
    public string? Channel { get; init; }

    /// <summary>Of an error.</summary>
    public string? Type { get; init; }

    public string? Message { get; init; }

    public long? SequenceNum { get; init; }

    public string? Timestamp { get; init; }

    public IReadOnlyList<CoinbaseUserEvent>? Events { get; init; }
}

internal sealed record CoinbaseUserEvent
{
    public string? Type { get; init; }

    public IReadOnlyList<CoinbaseUserOrder>? Orders { get; init; }

    public CoinbaseUserPositions? Positions { get; init; }

    /// <summary>What is subscribed, by channel.</summary>
    public Dictionary<string, IReadOnlyList<string>?>? Subscriptions { get; init; }
}

internal sealed record CoinbaseUserPositions(IReadOnlyList<CoinbasePerpetualPosition>? PerpetualFuturesPositions, IReadOnlyList<CoinbaseFuturesPosition>? ExpiringFuturesPositions);

/// <summary>An order as the stream writes it.</summary>
internal sealed record CoinbaseUserOrder
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? ProductId { get; init; }

    public string? OrderSide { get; init; }

    public string? OrderType { get; init; }

    public string? Status { get; init; }

    public string? TriggerStatus { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? CumulativeQuantity { get; init; }

    public decimal? LeavesQuantity { get; init; }

    public decimal? AvgPrice { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public bool? PostOnly { get; init; }

    public string? CancelReason { get; init; }

    public string? RejectReason { get; init; }

    public string? CreationTime { get; init; }
}

/// <summary>What the account's stream says, in our words. It counts what has filled and leaves the fills out.</summary>
public static class CoinbaseEvents
{
    /// <summary>Reads one message. Null when it is not what the documentation says.</summary>
    public static CoinbaseTold? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, CoinbaseJson.Default.CoinbaseUserFrame) is not { } frame)
        {
            return null;
        }

        if (frame.Type == "error")
        {
            return new([]) { Refusal = $"Coinbase refused the stream: {frame.Message}" };
        }

        var told = new CoinbaseTold([]) { Sequence = frame.SequenceNum };
        return frame.Channel switch
        {
            "user" => Read(frame, told),
            "subscriptions" => told with { IsSubscribed = frame.Events?.Any(each => each.Subscriptions?.ContainsKey("user") == true) == true },
            null => null,
            _ => told,
        };
    }

    private static CoinbaseTold? Read(CoinbaseUserFrame frame, CoinbaseTold told)
    {
        var at = UnixTime.FromText(frame.Timestamp);
        var events = new List<VenueEvent>();
        foreach (var each in frame.Events ?? [])
        {
            if (WireJson.All((each.Orders ?? []).Select(order => Decode(order, at))) is not { } reports)
            {
                return null;
            }

            events.AddRange(reports.Select(report => new VenueEvent.OrderChanged(report)));
            VenuePosition?[] positions =
            [
                .. (each.Positions?.PerpetualFuturesPositions ?? []).Select(CoinbaseAccountCodec.Decode),
                .. (each.Positions?.ExpiringFuturesPositions ?? []).Select(CoinbaseAccountCodec.Decode),
            ];
            if (WireJson.All(positions) is not { } held)
            {
                return null;
            }

            if (held.Count > 0)
            {
                events.Add(new VenueEvent.PositionsChanged(held));
            }
        }

        return told with { Events = events };
    }

    private static OrderReport? Decode(CoinbaseUserOrder order, DateTimeOffset at)
    {
        if (CoinbaseWords.StateOf(order.Status, order.TriggerStatus) is not { } state || CoinbaseWords.SideOf(order.OrderSide) is not { } side
            || order is not { OrderId: { Length: > 0 } number, ProductId: { Length: > 0 } product })
        {
            return null;
        }

        var filled = order.CumulativeQuantity ?? 0;
        return CoinbaseCodec.Named(order.ClientOrderId, new()
        {
            VenueOrderId = new(number),
            Instrument = new(product),
            Side = side,
            Type = CoinbaseWords.TypeOf(order.OrderType, order.LimitPrice is > 0),
            State = state,
            Quantity = new(filled + (order.LeavesQuantity ?? 0)),
            FilledQuantity = new(filled),
            AveragePrice = filled > 0 ? CoinbaseWords.PriceOf(order.AvgPrice) : null,
            LimitPrice = CoinbaseWords.PriceOf(order.LimitPrice),
            StopPrice = CoinbaseWords.PriceOf(order.StopPrice),
            TimeInForce = CoinbaseWords.LifeOf(order.TimeInForce),
            PostOnly = order.PostOnly == true,
            At = at,
            Reason = CoinbaseWords.ReasonOf(order.CancelReason) ?? CoinbaseWords.ReasonOf(order.RejectReason),
        });
    }
}

/// <summary>What came of one message of the account's stream.</summary>
public sealed record CoinbaseTold(IReadOnlyList<VenueEvent> Events)
{
    /// <summary>Messages of one line are numbered without holes.</summary>
    public long? Sequence { get; init; }

    public bool IsSubscribed { get; init; }

    /// <summary>The venue does not let us listen.</summary>
    public string? Refusal { get; init; }
}
