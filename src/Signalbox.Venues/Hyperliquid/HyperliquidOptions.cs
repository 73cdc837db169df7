using Signalbox.Identity;
using Signalbox.Venues.Native;

namespace Signalbox.Venues.Hyperliquid;

public sealed record HyperliquidOptions : NativeOptions
{
    public required HyperliquidProduct Product { get; init; }

    public required HyperliquidAddresses Addresses { get; init; }

    /// <summary>The account's own address: what an agent's key trades for. The agent's address has no money and no orders.</summary>
    public required string Account { get; init; }

    /// <summary>Of the account itself or, better, of an agent wallet it approved: an agent can trade and never withdraw.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>A sub-account or vault to trade in the account's place. Default none.</summary>
    public string? Vault { get; init; }

    /// <summary>Perpetuals of a builder's exchange (HIP-3) by its name. Default the venue's own.</summary>
    public string Dex { get; init; } = "";

    /// <summary>How far from the middle a market order may trade: the venue has only limits. Default 0.05, a twentieth.</summary>
    public decimal MarketSlippage { get; init; } = 0.05m;

    /// <summary>How far from its trigger a stop at the market may trade. Default 0.1, a tenth.</summary>
    public decimal StopSlippage { get; init; } = 0.1m;

    /// <summary>Whose orders and positions these are.</summary>
    public string User => (Vault ?? Account).ToLowerInvariant();

    /// <summary>
    /// Whether an instrument is this connection's: what the venue tells of an address is of its pairs and of every exchange's
    /// perpetuals, and those of a builder's exchange have its name before theirs.
    /// </summary>
    public bool Has(InstrumentId instrument) => Product == HyperliquidProduct.Spot
        ? HyperliquidAsset.IsPair(instrument.Value)
        : !HyperliquidAsset.IsPair(instrument.Value) && HyperliquidAsset.DexOf(instrument.Value) == Dex;

    // The generated text would show the key wherever options are logged.
    public override string ToString() => $"{nameof(HyperliquidOptions)} {{ {Addresses.Rest}, {Product}, account {User} }}";
}

/// <param name="IsLive">Whether actions are signed for the main net.</param>
public sealed record HyperliquidAddresses(Uri Rest, Uri Socket, bool IsLive)
{
    public static HyperliquidAddresses Of(string environment) => environment switch
    {
        "live" => new(new("https://api.hyperliquid.xyz"), new("wss://api.hyperliquid.xyz/ws"), IsLive: true),
        "testnet" => new(new("https://api.hyperliquid-testnet.xyz"), new("wss://api.hyperliquid-testnet.xyz/ws"), IsLive: false),
        _ => throw new ArgumentException($"Hyperliquid has no environment '{environment}'. There are: live, testnet.", nameof(environment)),
    };

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static HyperliquidAddresses At(Uri address, bool isLive = false)
    {
        var socket = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
        return new(address, new(socket, "/ws"), isLive);
    }
}
