using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Server.Security.Transport.Acme;

namespace Signalbox.Server.Security.Transport;

/// <summary>
/// The certificate for HTTPS from its files, read again when they change, so that whoever renews it need not restart a server
/// that holds positions. Files that cannot be used leave the one before in place.
/// </summary>
public sealed partial class ServerCertificate : IDisposable
{
    private const int LookEverySeconds = 2;

    private readonly CertificateOptions options;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private volatile Loaded current;
    private ILogger log = NullLogger.Instance;
    private long lookedAt;
    private string refused = "";

    private ServerCertificate(CertificateOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        current = Load(options, Stamp());
        lookedAt = clock.GetTimestamp();
    }

    public SslStreamCertificateContext Context => Fresh().Context;

    public X509Certificate2 Leaf => Fresh().Context.TargetCertificate;

    /// <summary>Throws an <see cref="InvalidDataException"/> that says what to do where the files cannot be used.</summary>
    public static ServerCertificate Open(CertificateOptions options, TimeProvider clock)
    {
        try
        {
            return new(options, clock);
        }
        catch (Exception unusable) when (IsUnusable(unusable))
        {
            throw new InvalidDataException(
                $"The certificate {options.File} cannot be used: {unusable.Message} Give a PEM file with the certificate (--certificate) and one with its key (--certificate-key), or a PFX whose password stands in {CertificateOptions.PasswordVariable}.",
                unusable);
        }
    }

    /// <param name="challenges">What the handshakes of a certificate authority are shown instead.</param>
    internal void Use(HttpsConnectionAdapterOptions https, AcmeChallenges? challenges)
    {
        https.ServerCertificateSelector = (_, _) => Leaf;
        challenges?.Watch(https);
        https.OnAuthenticate = (connection, tls) =>
        {
            // With the certificates between it and its root, which a selector could not send.
            tls.ServerCertificateSelectionCallback = null;
            tls.ServerCertificateContext = Context;
            challenges?.TakeOver(connection, tls, this);
        };
    }

    public void LogTo(ILogger target) => log = target;

    public void Dispose() => current.Dispose();

    private static bool IsUnusable(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private Loaded Fresh()
    {
        if (clock.GetElapsedTime(Interlocked.Read(ref lookedAt)) < TimeSpan.FromSeconds(LookEverySeconds))
        {
            return current;
        }

        lock (gate)
        {
            Interlocked.Exchange(ref lookedAt, clock.GetTimestamp());
            var stamp = Stamp();
            if (stamp != current.Stamp && stamp != refused)
            {
                ReplaceNeedsLock(stamp);
            }
        }

        return current;
    }

    /// <summary>The one before is not disposed of: a handshake may be using it. Whoever renews does so a few times a year.</summary>
    private void ReplaceNeedsLock(string stamp)
    {
        try
        {
            current = Load(options, stamp);
            var until = current.Context.TargetCertificate.NotAfter.ToUniversalTime();
            LogRenewed(log, options.File, until);
        }
        catch (Exception unusable) when (IsUnusable(unusable))
        {
            // Half-written, perhaps: it is tried again when it changes again.
            refused = stamp;
            LogNotRenewed(log, options.File, unusable.Message);
        }
    }

    private string Stamp() => string.Join(' ', ((string?[])[options.File, options.KeyFile]).Where(file => file is not null)
        .Select(file => new FileInfo(file!)).Select(file => file.Exists ? $"{file.LastWriteTimeUtc.Ticks}/{file.Length}" : "none"));

    private static Loaded Load(CertificateOptions options, string stamp)
    {
        var content = File.ReadAllBytes(options.File);
        var isPem = content.AsSpan().IndexOf("-----BEGIN"u8) >= 0;
        var chain = new X509Certificate2Collection();
        var leaf = isPem ? LoadPem(options, chain) : LoadPfx(content, options.Password, chain);
        return new(SslStreamCertificateContext.Create(leaf, chain, offline: true), stamp);
    }

    private static X509Certificate2 LoadPem(CertificateOptions options, X509Certificate2Collection chain)
    {
        chain.ImportFromPemFile(options.File);
        using var bare = options.Password is { } password && options.KeyFile is not null
            ? X509Certificate2.CreateFromEncryptedPemFile(options.File, password, options.KeyFile)
            : X509Certificate2.CreateFromPemFile(options.File, options.KeyFile);

        // Through PFX once: on some systems TLS cannot use a key that came straight from PEM.
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 LoadPfx(byte[] content, string? password, X509Certificate2Collection chain)
    {
        chain.AddRange(X509CertificateLoader.LoadPkcs12Collection(content, password));
        return chain.FirstOrDefault(each => each.HasPrivateKey) ?? throw new CryptographicException("The file holds no private key.");
    }

    private sealed record Loaded(SslStreamCertificateContext Context, string Stamp) : IDisposable
    {
        public void Dispose() => Context.TargetCertificate.Dispose();
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "The certificate {File} was read again; it is valid until {Until:O}.")]
    private static partial void LogRenewed(ILogger log, string file, DateTime until);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "The certificate {File} was changed and cannot be used: {Why} The one before stays in use.")]
    private static partial void LogNotRenewed(ILogger log, string file, string why);
}
