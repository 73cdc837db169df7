namespace Signalbox.Venues.Kraken;

/// <summary>Where one product is in one environment.</summary>
public sealed record KrakenAddresses
{
    public required Uri Rest { get; init; }

    /// <summary>Account events.</summary>
    public required Uri Private { get; init; }

    /// <summary>Quotes, trades and books; on futures the same as <see cref="Private"/>.</summary>
    public required Uri Market { get; init; }

    /// <summary>Spot has no rehearsal environment.</summary>
    public static KrakenAddresses Spot(string environment) => environment switch
    {
        "live" => Of("https://api.kraken.com", "wss://ws-auth.kraken.com/v2", "wss://ws.kraken.com/v2"),
        _ => throw Unknown("spot", environment, "live"),
    };

    public static KrakenAddresses Futures(string environment) => environment switch
    {
        "live" => Of("https://futures.kraken.com", "wss://futures.kraken.com/ws/v1", "wss://futures.kraken.com/ws/v1"),
        "demo" => Of("https://demo-futures.kraken.com", "wss://demo-futures.kraken.com/ws/v1", "wss://demo-futures.kraken.com/ws/v1"),
        _ => throw Unknown("futures", environment, "live, demo"),
    };

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static KrakenAddresses At(Uri address, bool isFutures)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
        return isFutures
            ? Of(address.ToString(), new Uri(socket, "/ws/v1").ToString(), new Uri(socket, "/ws/v1").ToString())
            : Of(address.ToString(), new Uri(socket, "/auth/v2").ToString(), new Uri(socket, "/v2").ToString());
    }

    private static KrakenAddresses Of(string rest, string accounts, string market) => new()
    {
        Rest = new(rest),
        Private = new(accounts),
        Market = new(market),
    };

    private static ArgumentException Unknown(string product, string environment, string known) =>
        new($"Kraken {product} has no environment '{environment}'. There are: {known}.", nameof(environment));
}
