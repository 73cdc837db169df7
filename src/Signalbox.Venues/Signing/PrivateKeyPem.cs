using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Signalbox.Venues.Signing;

/// <summary>Reads private keys that the platform has no class for out of their PKCS#8 wrapping.</summary>
public static class PrivateKeyPem
{
    /// <summary>The raw key when the PEM holds one of this algorithm; null for any other.</summary>
    public static byte[]? Find(string pem, string algorithmOid)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            throw new ArgumentException("The private key is not in PEM form.", nameof(pem));
        }

        if (!pem.AsSpan()[fields.Label].SequenceEqual("PRIVATE KEY"))
        {
            return null;
        }

        try
        {
            var reader = new AsnReader(Convert.FromBase64String(pem[fields.Base64Data]), AsnEncodingRules.DER).ReadSequence();
            reader.ReadInteger();
            return reader.ReadSequence().ReadObjectIdentifier() == algorithmOid
                ? new AsnReader(reader.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString()
                : null;
        }
        catch (AsnContentException)
        {
            // The message of the exception could show the key.
            throw new ArgumentException("The private key cannot be read.", nameof(pem));
        }
    }
}
