using Signalbox.Venues.Native;

namespace Signalbox.Venues.Coinbase;

public sealed record CoinbaseOptions : NativeOptions
{
    /// <summary>The name of the key: <c>organizations/…/apiKeys/…</c>, or its id.</summary>
    public required string Key { get; init; }

    /// <summary>Its private key: an EC key as PEM, or an Ed25519 key as base64.</summary>
    public required string Secret { get; init; }

    public required CoinbaseAddresses Addresses { get; init; }

    /// <summary>What is traded. Default spot.</summary>
    public CoinbaseProduct Product { get; init; } = CoinbaseProduct.Spot;

    /// <summary>Perpetuals: the portfolio they are in. Default the one the key belongs to.</summary>
    public string? Portfolio { get; init; }

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(CoinbaseOptions)} {{ {Addresses.Rest}, key {Key} }}";
}

/// <summary>Spot, US futures (CFM) and perpetuals of the international exchange (INTX): one protocol, different accounts.</summary>
public enum CoinbaseProduct
{
    Spot,
    Futures,
    Perpetuals,
}

/// <summary>Where one environment is.</summary>
public sealed record CoinbaseAddresses
{
    public required Uri Rest { get; init; }

    /// <summary>The account's own orders and positions.</summary>
    public required Uri User { get; init; }

    /// <summary>Quotes, books and trades.</summary>
    public required Uri Market { get; init; }

    public static CoinbaseAddresses Of(string environment) => environment switch
    {
        "live" => Trading("https://api.coinbase.com"),
        // Answers to requests are made up there and no stream tells of them; market data is the real one.
        "sandbox" => Trading("https://api-sandbox.coinbase.com"),
        _ => throw new ArgumentException($"Coinbase has no environment '{environment}'. There are: live, sandbox.", nameof(environment)),
    };

    /// <summary>Everything at one address, as the sandbox of this program has it.</summary>
    public static CoinbaseAddresses At(Uri address)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
        return new() { Rest = address, User = new(socket, "/user"), Market = new(socket, "/market") };
    }

    private static CoinbaseAddresses Trading(string rest) => new()
    {
        Rest = new(rest),
        User = new("wss://advanced-trade-ws-user.coinbase.com"),
        Market = new("wss://advanced-trade-ws.coinbase.com"),
    };
}
