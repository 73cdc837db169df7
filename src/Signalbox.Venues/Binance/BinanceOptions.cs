using Signalbox.Venues.Native;

namespace Signalbox.Venues.Binance;

public sealed record BinanceOptions : NativeOptions
{
    public required string Key { get; init; }

    /// <summary>The secret of an HMAC key, or the private key of an RSA or Ed25519 key as PEM.</summary>
    public required string Secret { get; init; }

    public required BinanceAddresses Addresses { get; init; }

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(BinanceOptions)} {{ {Addresses.Rest}, key {Key} }}";
}

/// <summary>Where one product is in one environment.</summary>
public sealed record BinanceAddresses
{
    public required Uri Rest { get; init; }

    /// <summary>Spot: the WebSocket API, which brings account events. Futures: the private streams.</summary>
    public required Uri Private { get; init; }

    /// <summary>Trades and other regular market streams.</summary>
    public required Uri Market { get; init; }

    /// <summary>Books and best quotes; on spot the same as <see cref="Market"/>.</summary>
    public required Uri Books { get; init; }

    /// <summary>Where the permissions of a key are asked; null where the environment has no such place.</summary>
    public Uri? Wallet { get; init; }

    public static BinanceAddresses Spot(string environment) => environment switch
    {
        "live" => Of("https://api.binance.com", "wss://ws-api.binance.com:443/ws-api/v3", "wss://stream.binance.com:9443", "https://api.binance.com"),
        "testnet" => Of("https://testnet.binance.vision", "wss://ws-api.testnet.binance.vision/ws-api/v3", "wss://stream.testnet.binance.vision", null),
        "demo" => Of("https://demo-api.binance.com", "wss://demo-ws-api.binance.com/ws-api/v3", "wss://demo-stream.binance.com", null),
        _ => throw Unknown(environment),
    };

    public static BinanceAddresses Usdm(string environment) => environment switch
    {
        "live" => OfFutures("https://fapi.binance.com", "wss://fstream.binance.com", "https://api.binance.com"),
        "testnet" => OfFutures("https://testnet.binancefuture.com", "wss://fstream.binancefuture.com", null),
        "demo" => OfFutures("https://demo-fapi.binance.com", "wss://demo-fstream.binance.com", null),
        _ => throw Unknown(environment),
    };

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static BinanceAddresses At(Uri address, bool isFutures)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
        return isFutures
            ? OfFutures(address.ToString(), socket.ToString().TrimEnd('/'), address.ToString())
            : Of(address.ToString(), new Uri(socket, "/ws-api/v3").ToString(), socket.ToString(), address.ToString());
    }

    private static BinanceAddresses Of(string rest, string api, string streams, string? wallet) => new()
    {
        Rest = new(rest),
        Private = new(api),
        Market = new(streams),
        Books = new(streams),
        Wallet = wallet is null ? null : new(wallet),
    };

    private static BinanceAddresses OfFutures(string rest, string streams, string? wallet) => new()
    {
        Rest = new(rest),
        Private = new($"{streams}/private/"),
        Market = new($"{streams}/market/"),
        Books = new($"{streams}/public/"),
        Wallet = wallet is null ? null : new(wallet),
    };

    private static ArgumentException Unknown(string environment) =>
        new($"Binance has no environment '{environment}'. There are: live, testnet, demo.", nameof(environment));
}
