using Signalbox.Venues.Native;

namespace Signalbox.Venues.Kraken;

public sealed record KrakenOptions : NativeOptions
{
    public required string Key { get; init; }

    /// <summary>As the venue shows it once: base64.</summary>
    public required string Secret { get; init; }

    public required KrakenAddresses Addresses { get; init; }

    /// <summary>Spot: how much the account's verification level allows. Default the least, which every account has.</summary>
    public KrakenTier Tier { get; init; } = KrakenTier.Starter;

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(KrakenOptions)} {{ {Addresses.Rest}, key {Key} }}";
}

/// <summary>What spot allows an account of one verification level.</summary>
/// <param name="CallsMax">The counter of questions, which falls by <paramref name="CallsPerSecond"/>.</param>
/// <param name="OrdersMax">The counter of orders in each pair, which falls by <paramref name="OrdersPerSecond"/>.</param>
public sealed record KrakenTier(string Name, double CallsMax, double CallsPerSecond, double OrdersMax, double OrdersPerSecond)
{
    public static readonly KrakenTier Starter = new("starter", 15, 0.33, 60, 1);
    public static readonly KrakenTier Intermediate = new("intermediate", 20, 0.5, 125, 2.34);
    public static readonly KrakenTier Pro = new("pro", 20, 1, 180, 3.75);

    public static KrakenTier Named(string name) => name switch
    {
        "starter" => Starter,
        "intermediate" => Intermediate,
        "pro" => Pro,
        _ => throw new ArgumentException($"Kraken has no tier '{name}'. There are: starter, intermediate, pro.", nameof(name)),
    };
}
