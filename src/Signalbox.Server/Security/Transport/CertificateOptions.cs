namespace Signalbox.Server.Security.Transport;

/// <summary>Where the certificate for HTTPS lies.</summary>
/// <param name="File">PEM with the certificate and those between it and its root, or PFX.</param>
/// <param name="KeyFile">PEM with the private key; null where the certificate's file holds it too.</param>
/// <param name="Password">Of a PFX or an encrypted key; null: none.</param>
public sealed record CertificateOptions(string File, string? KeyFile = null, string? Password = null)
{
    public const string PasswordVariable = "SIGNALBOX_CERTIFICATE_PASSWORD";

    // A record would write its password into whatever text it becomes part of.
    public override string ToString() => $"certificate {File}";
}
