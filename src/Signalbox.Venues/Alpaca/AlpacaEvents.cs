using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>What the account's stream says, in our words.</summary>
public static class AlpacaEvents
{
    /// <summary>Reads one message. Null when it is not what the documentation says.</summary>
    public static AlpacaTold? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, AlpacaJson.Default.AlpacaFrame) is not { Stream: { } stream } frame)
        {
            return null;
        }

        return stream switch
        {
            "authorization" => frame.Data is { Status: "authorized" } ? new([]) { IsLoggedIn = true } : new([]) { Refusal = "Alpaca refused the key of the stream." },
            "listening" => frame.Data is { Error: { Length: > 0 } error }
                ? new([]) { Refusal = $"Alpaca refused the stream: {error}" }
                : new([]) { IsListening = frame.Data?.Streams?.Contains("trade_updates") == true },
            "trade_updates" => frame.Data is { } news ? Read(news) : null,
            // Another stream than was asked for.
            _ => new([]),
        };
    }

    private static AlpacaTold? Read(AlpacaNews news)
    {
        // An order of several contracts is nothing but its legs, which are told by themselves.
        if (news.Order is { Symbol: null or "", Legs: not null })
        {
            return new([]);
        }

        if (news.Order is not { } order || AlpacaCodec.Decode(order) is not { } report)
        {
            return null;
        }

        report = report with { At = At(news) ?? report.At };
        return news.Event switch
        {
            "fill" or "partial_fill" => Fill(news, report) is { } fill ? new([new VenueEvent.Executed(fill), new VenueEvent.OrderChanged(report)]) : null,
            // What took its place is told by itself; the order as we know it goes on.
            "replaced" when order.ReplacedBy is { Length: > 0 } next => new([]) { Successor = (new(next), report) },
            // Which fill it was is not told in a way that fits what fills are known by: what is true now must be asked for.
            "replaced" or "trade_bust" or "trade_correct" => new([]) { Doubt = $"The venue says {news.Event} of order {report.VenueOrderId}." },
            _ => new([new VenueEvent.OrderChanged(report)]),
        };
    }

    private static FillReport? Fill(AlpacaNews news, OrderReport report) => news is { Price: { } price, Qty: > 0 and var quantity }
        ? new()
        {
            FillId = AlpacaCodec.FillId(report.VenueOrderId.Value, report.FilledQuantity.Value),
            ClientOrderId = report.ClientOrderId,
            VenueOrderId = report.VenueOrderId,
            Instrument = report.Instrument,
            Side = report.Side,
            Quantity = new(quantity),
            Price = new(price),
            At = report.At,
        }
        : null;

    private static DateTimeOffset? At(AlpacaNews news) => (news.Timestamp ?? news.At) is { Length: > 0 } text ? UnixTime.FromText(text) : null;
}

/// <summary>What came of one message of the account's stream.</summary>
public sealed record AlpacaTold(IReadOnlyList<VenueEvent> Events)
{
    public bool IsLoggedIn { get; init; }

    public bool IsListening { get; init; }

    /// <summary>The venue does not let us listen.</summary>
    public string? Refusal { get; init; }

    /// <summary>Something happened that the message does not tell whole.</summary>
    public string? Doubt { get; init; }

    /// <summary>The number of what took the place of an order, and that order.</summary>
    public (VenueOrderId Number, OrderReport Replaced)? Successor { get; init; }
}
