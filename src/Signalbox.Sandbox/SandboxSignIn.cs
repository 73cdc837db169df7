using System.Security.Cryptography;
using Signalbox.Sandbox.Hyperliquid;

namespace Signalbox.Sandbox;

/// <summary>The account of a sandbox that nobody gave keys to, and what a client is told to sign in with. Venues differ in what a key is.</summary>
public sealed record SandboxSignIn(SandboxKey Key, string Words)
{
    private static readonly SandboxKey Usual = new("key", "secret");

    public static SandboxSignIn KeyAndSecret() => new(Usual, "key \"key\", secret \"secret\"");

    public static SandboxSignIn WithPassphrase() => new(Usual, "key \"key\", secret \"secret\", passphrase \"passphrase\"");

    /// <summary>The secret is bytes, written in base64.</summary>
    public static SandboxSignIn Encoded() => new(new("key", "c2VjcmV0"), "key \"key\", secret \"c2VjcmV0\"");

    /// <summary>A private key of its own for every start.</summary>
    public static SandboxSignIn PrivateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportECPrivateKeyPem();
        return new(new("key", secret), $"key \"key\", secret:\n{secret}");
    }

    /// <summary>An account's address and the private key of its agent.</summary>
    public static SandboxSignIn Agent() =>
        new(Usual, $"account {HyperliquidKeys.Account("key")}, private key {HyperliquidKeys.PrivateKey("secret")}");

    // The generated text would show the secret.
    public override string ToString() => $"{nameof(SandboxSignIn)} {{ {Key} }}";
}
