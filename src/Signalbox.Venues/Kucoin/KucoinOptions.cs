using Signalbox.Venues.Native;

namespace Signalbox.Venues.Kucoin;

public sealed record KucoinOptions : NativeOptions
{
    public required string Key { get; init; }

    public required string Secret { get; init; }

    /// <summary>The words chosen when the key was made.</summary>
    public required string Passphrase { get; init; }

    /// <summary>The version of the key as the venue shows it: 2 or 3. Default 3.</summary>
    public int KeyVersion { get; init; } = 3;

    public required KucoinAddresses Addresses { get; init; }

    /// <summary>Futures: the currencies whose accounts are asked for, beside those that instruments in use settle in.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = ["USDT", "USDC", "XBT"];

    // The generated text would show the secrets wherever options are logged.
    public override string ToString() => $"{nameof(KucoinOptions)} {{ {Addresses.Rest}, key {Key} }}";
}

/// <summary>Where one product is. Streams are where the venue's own answer says.</summary>
public sealed record KucoinAddresses
{
    public required Uri Rest { get; init; }

    /// <summary>Where the permissions of a key are asked: spot's address for both products.</summary>
    public required Uri Account { get; init; }

    /// <summary>Takes the place of the host that the venue names for its streams. Default none.</summary>
    public Uri? Streams { get; init; }

    public static KucoinAddresses Spot(string environment) => Of(Host("api", environment), environment);

    public static KucoinAddresses Futures(string environment) => Of(Host("api-futures", environment), environment);

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static KucoinAddresses At(Uri address) => new()
    {
        Rest = address,
        Account = address,
        Streams = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri,
    };

    private static KucoinAddresses Of(string rest, string environment) => new() { Rest = new(rest), Account = new(Host("api", environment)) };

    private static string Host(string name, string environment) => environment switch
    {
        "live" => $"https://{name}.kucoin.com",
        "live-eu" => $"https://{name}.kucoin.eu",
        _ => throw new ArgumentException($"KuCoin has no environment '{environment}'. There are: live, live-eu. Its public sandbox was closed; rehearse against ours.", nameof(environment)),
    };
}
