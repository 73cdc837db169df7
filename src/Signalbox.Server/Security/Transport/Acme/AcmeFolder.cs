using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>
/// What belongs to certificates the server obtains: the account's key, certificate and key in one file, so that one is never
/// without the other, and when domains were not proven. For the server's own user alone.
/// </summary>
internal sealed class AcmeFolder(string dataFolder)
{
    public const string Name = "acme";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string folder = Path.Combine(dataFolder, Name);

    public string CertificateFile => Path.Combine(folder, "certificate.pem");

    public string AccountFile => Path.Combine(folder, "account-key.pem");

    private string FailuresFile => Path.Combine(folder, "failed-validations.txt");

    /// <summary>The certificate for HTTPS, or a placeholder until there is one.</summary>
    public ServerCertificate Open(AcmeOptions options, TimeProvider clock)
    {
        Create();
        if (Read() is not null)
        {
            try
            {
                return ServerCertificate.Open(new(CertificateFile), clock);
            }
            catch (InvalidDataException)
            {
                // Damaged: the placeholder takes its place, and a new one is obtained.
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var placeholder = SelfSigned.Placeholder(options.Domains, key, clock.GetUtcNow());
        Write(CertificateFile, $"{placeholder.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return ServerCertificate.Open(new(CertificateFile), clock);
    }

    /// <summary>Null: there is none, or it cannot be used.</summary>
    public AcmeCertificate? Read()
    {
        try
        {
            return AcmeCertificate.Parse(File.ReadAllText(CertificateFile));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whoever serves it reads the file again by itself.</summary>
    public void Replace(Uri directory, AcmeIssued issued) => Write(CertificateFile, AcmeCertificate.Headed(directory, $"{issued.Chain.TrimEnd()}\n{issued.Key}\n"));

    public AcmeKey LoadOrCreateAccountKey()
    {
        Create();
        if (!File.Exists(AccountFile))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(AccountFile, made.ExportPkcs8PrivateKeyPem() + "\n");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(AccountFile));
            return new(key);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new AcmeException($"The file '{AccountFile}' holds no key. Delete it: an account is made anew.", isTransient: false);
        }
    }

    /// <summary>When domains were not proven, within the hour that ends now; a restart does not forget them.</summary>
    public IReadOnlyList<DateTimeOffset> FailedValidations(DateTimeOffset now)
    {
        try
        {
            return [.. File.ReadLines(FailuresFile).Take(AcmeRetry.FailedValidationsPerHourMax)
                .Select(line => DateTimeOffset.TryParse(line, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue)
                .Where(at => at <= now && now - at < TimeSpan.FromHours(1))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void NoteFailedValidation(DateTimeOffset now)
    {
        var times = FailedValidations(now).Append(now).TakeLast(AcmeRetry.FailedValidationsPerHourMax);
        try
        {
            Write(FailuresFile, string.Join('\n', times.Select(at => at.ToString("O", CultureInfo.InvariantCulture))));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // It is for restarts alone: without one the growing waits keep below the limit by themselves.
        }
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(dataFolder);
            Directory.CreateDirectory(folder, OwnerOnly);
            File.SetUnixFileMode(folder, OwnerOnly);
        }
    }

    private static void Write(string file, string text) => OwnerOnlyFile.Write(file, Encoding.UTF8.GetBytes(text), replace: true);
}
