using System.Text.Json;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>What the account's stream says, in our words.</summary>
public static class HyperliquidEvents
{
    /// <summary>Reads one message. Null when it is not what the documentation says.</summary>
    public static HyperliquidNews? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, HyperliquidJson.Default.StreamMessage) is not { Channel: { } channel } message)
        {
            return null;
        }

        var data = message.Data ?? default;
        return channel switch
        {
            "orderUpdates" => WireJson.Read(data, HyperliquidJson.Default.ListOrderUpdate) is { } updates && WireJson.All(updates.Select(HyperliquidReports.Of)) is { } reports
                ? new() { Orders = reports }
                : null,
            "userFills" => WireJson.Read(data, HyperliquidJson.Default.UserFills) is { Fills: { } fills } list && WireJson.All(fills.Select(HyperliquidReports.Of)) is { } told
                ? new() { Fills = told, IsSnapshot = list.IsSnapshot == true }
                : null,
            "user" => WireJson.Read(data, HyperliquidJson.Default.UserEvent) is { } happened
                ? happened.Fills is null ? new() : WireJson.All(happened.Fills.Select(HyperliquidReports.Of)) is { } executed ? new() { Fills = executed } : null
                : null,
            "clearinghouseState" or "webData2" => WireJson.Read(data, HyperliquidJson.Default.StateMessage) is { ClearinghouseState: { } state } ? Margin(state) : null,
            "spotState" => WireJson.Read(data, HyperliquidJson.Default.StateMessage) is { SpotState: { } state } && HyperliquidReports.Balances(state) is { } balances
                ? new() { Balances = balances }
                : null,
            "subscriptionResponse" => new() { Subscribed = WireJson.Read(data, HyperliquidJson.Default.Subscribed)?.Subscription?.Type },
            "error" => new() { Refused = data.ValueKind == JsonValueKind.String ? data.GetString() : data.ToString() },
            // Pongs and what was not asked for.
            _ => new(),
        };
    }

    private static HyperliquidNews? Margin(MarginState state) =>
        HyperliquidReports.Positions(state) is { } positions && HyperliquidReports.Margin(state) is { } balances
            ? new() { Positions = positions, Balances = balances }
            : null;
}

public sealed record HyperliquidNews
{
    public IReadOnlyList<OrderReport> Orders { get; init; } = [];

    public IReadOnlyList<FillReport> Fills { get; init; } = [];

    /// <summary>The fills were there before the stream began.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>All of them; null when nothing is said of positions.</summary>
    public IReadOnlyList<VenuePosition>? Positions { get; init; }

    public IReadOnlyList<VenueBalance>? Balances { get; init; }

    /// <summary>The subscription that was confirmed.</summary>
    public string? Subscribed { get; init; }

    /// <summary>Why the venue refused what was said to it.</summary>
    public string? Refused { get; init; }
}
