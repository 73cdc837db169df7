using System.Security.Cryptography;

namespace Signalbox.Tests.Venues.Coinbase;

/// <summary>Keys made for this run.</summary>
internal static class CoinbaseKeys
{
    public static string Ours { get; } = Make();

    public static string Another { get; } = Make();

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportECPrivateKeyPem();
    }
}
