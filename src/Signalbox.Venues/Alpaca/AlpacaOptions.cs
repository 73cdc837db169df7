using Signalbox.Venues.Native;

namespace Signalbox.Venues.Alpaca;

public sealed record AlpacaOptions : NativeOptions
{
    public required string Key { get; init; }

    public required string Secret { get; init; }

    public required AlpacaAddresses Addresses { get; init; }

    /// <summary>Where stock quotes come from: <c>iex</c> for everybody, <c>sip</c> with a subscription. Default <c>iex</c>.</summary>
    public string StockFeed { get; init; } = "iex";

    /// <summary>Where option quotes come from: <c>indicative</c> for everybody, <c>opra</c> with a subscription. Default <c>indicative</c>.</summary>
    public string OptionFeed { get; init; } = "indicative";

    /// <summary>The stocks whose option contracts are listed: all contracts together are more than a million. Default none.</summary>
    public IReadOnlyList<string> OptionUnderlyings { get; init; } = [];

    /// <summary>
    /// Lists stocks in fractions. Default false: the venue takes orders for fractions for the day only, so a stop that
    /// protects a fraction would end every evening.
    /// </summary>
    public bool Fractions { get; init; }

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(AlpacaOptions)} {{ {Addresses.Rest}, key {Key} }}";
}

/// <summary>Where one environment is.</summary>
public sealed record AlpacaAddresses
{
    /// <summary>Orders, positions and everything else of the account.</summary>
    public required Uri Rest { get; init; }

    /// <summary>The account's stream of <c>trade_updates</c>.</summary>
    public required Uri Private { get; init; }

    /// <summary>Quotes and books that are asked for.</summary>
    public required Uri Data { get; init; }

    /// <summary>Market streams; each kind of asset has its own path below it.</summary>
    public required Uri Streams { get; init; }

    public static AlpacaAddresses Of(string environment) => environment switch
    {
        "live" => Trading("https://api.alpaca.markets", "wss://api.alpaca.markets/stream"),
        "paper" => Trading("https://paper-api.alpaca.markets", "wss://paper-api.alpaca.markets/stream"),
        _ => throw new ArgumentException($"Alpaca has no environment '{environment}'. There are: live, paper.", nameof(environment)),
    };

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static AlpacaAddresses At(Uri address)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
        return new() { Rest = address, Private = new(socket, "/stream"), Data = address, Streams = socket };
    }

    private static AlpacaAddresses Trading(string rest, string stream) => new()
    {
        Rest = new(rest),
        Private = new(stream),
        Data = new("https://data.alpaca.markets"),
        Streams = new("wss://stream.data.alpaca.markets"),
    };
}
