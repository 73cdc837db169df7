using Signalbox.Venues.Native;

namespace Signalbox.Venues.Okx;

public sealed record OkxOptions : NativeOptions
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

    // The generated text would show secret and passphrase wherever options are logged.
    public override string ToString() => $"{nameof(OkxOptions)} {{ {Addresses.Rest}, {Product}, key {Key} }}";
}
