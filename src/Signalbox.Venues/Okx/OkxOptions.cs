using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Okx;

public sealed record OkxOptions
{
    public required string Key { get; init; }

    public required string Secret { get; init; }

    /// <summary>The word that was chosen when the key was made.</summary>
    public required string Passphrase { get; init; }

    public required OkxProduct Product { get; init; }

    public required OkxAddresses Addresses { get; init; }

    /// <summary>
    /// How orders are paid that do not say it themselves. Default null: spot in full, contracts on cross margin. Spot of a
    /// multi-currency or portfolio account needs cross.
    /// </summary>
    public MarginMode? Margin { get; init; }

    /// <summary>How long a whole exchange may take. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public EgressRoute Route { get; init; } = EgressRoute.Direct;

    public ConnectionKeeperOptions Keeper { get; init; } = new();

    /// <summary>How long a listing of the instruments is used before they are listed again. Default 10 min.</summary>
    public TimeSpan InstrumentsFreshFor { get; init; } = TimeSpan.FromMinutes(10);

    // The generated text would show secret and passphrase wherever options are logged.
    public override string ToString() => $"{nameof(OkxOptions)} {{ {Addresses.Rest}, {Product}, key {Key} }}";
}
