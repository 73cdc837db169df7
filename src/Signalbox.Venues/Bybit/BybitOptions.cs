using Signalbox.Venues.Native;

namespace Signalbox.Venues.Bybit;

public sealed record BybitOptions : NativeOptions
{
    public required string Key { get; init; }

    /// <summary>The secret of an HMAC key, or the private key of an RSA key as PEM.</summary>
    public required string Secret { get; init; }

    public required BybitProduct Product { get; init; }

    public required BybitAddresses Addresses { get; init; }

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(BybitOptions)} {{ {Addresses.Rest}, {Product.Word()}, key {Key} }}";
}

/// <summary>Where one environment is. Streams of markets have an address for each product.</summary>
public sealed record BybitAddresses
{
    public required Uri Rest { get; init; }

    public required Uri Private { get; init; }

    /// <summary>Market streams are below it, one path a product.</summary>
    public required Uri Public { get; init; }

    /// <summary>Which products take several orders at once here; the demo has this for linear contracts alone.</summary>
    public IReadOnlyList<BybitProduct> Batches { get; init; } = [BybitProduct.Spot, BybitProduct.Linear, BybitProduct.Inverse];

    /// <summary>Sites of countries that have hosts of their own; everybody else is at the first.</summary>
    public static readonly IReadOnlyList<string> Regions = ["global", "netherlands", "turkey", "kazakhstan", "georgia", "emirates", "europe", "indonesia", "japan"];

    /// <param name="region">Where the account was opened; only the live venue has regions.</param>
    public static BybitAddresses For(string environment, string region = "global") => environment switch
    {
        "live" => Live(region),
        "testnet" => Of("https://api-testnet.bybit.com", "wss://stream-testnet.bybit.com", "wss://stream-testnet.bybit.com"),
        // Its markets are those of the live venue.
        "demo" => Of("https://api-demo.bybit.com", "wss://stream-demo.bybit.com", "wss://stream.bybit.com") with { Batches = [BybitProduct.Linear] },
        _ => throw new ArgumentException($"Bybit has no environment '{environment}'. There are: live, testnet, demo.", nameof(environment)),
    };

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static BybitAddresses At(Uri address)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri.ToString().TrimEnd('/');
        return Of(address.ToString(), socket, socket);
    }

    // Of the sites without streams of their own the accounts are told on those of the first.
    private static BybitAddresses Live(string region)
    {
        var (api, stream) = region switch
        {
            "global" => ("api.bybit.com", "stream.bybit.com"),
            "netherlands" => ("api.bybit.nl", "stream.bybit.com"),
            "turkey" => ("api.bybit.tr", "stream.bybit.tr"),
            "kazakhstan" => ("api.bybit.kz", "stream.bybit.kz"),
            "georgia" => ("api.bybitgeorgia.ge", "stream.bybitgeorgia.ge"),
            "emirates" => ("api.bybit.ae", "stream.bybit.com"),
            "europe" => ("api.bybit.eu", "stream.bybit.com"),
            "indonesia" => ("api.bybit.id", "stream.bybit.id"),
            "japan" => ("api.manepa.jp", "stream.manepa.jp"),
            _ => throw new ArgumentException($"Bybit has no region '{region}'. There are: {string.Join(", ", Regions)}.", nameof(region)),
        };
        return Of($"https://{api}", $"wss://{stream}", $"wss://{stream}");
    }

    private static BybitAddresses Of(string rest, string ours, string markets) => new()
    {
        Rest = new(rest),
        Private = new($"{ours}/v5/private"),
        Public = new($"{markets}/v5/public/"),
    };
}
