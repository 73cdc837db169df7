namespace Signalbox.Server.Security.Transport.Acme;

internal static partial class AcmeLog
{
    [LoggerMessage(4111, LogLevel.Information, "There is no certificate for {Domains} yet. HTTPS answers with a placeholder, which nobody trusts, until {Directory} has issued one.")]
    public static partial void Placeholder(ILogger log, string domains, Uri directory);

    [LoggerMessage(4112, LogLevel.Information, "A certificate for {Domains} was obtained; it is valid until {Until:O}.")]
    public static partial void Obtained(ILogger log, string domains, DateTimeOffset until);

    [LoggerMessage(4113, LogLevel.Error, "No certificate for {Domains} was obtained: {Why} {Standing} It is tried again at {NextAt:O}.")]
    public static partial void NotObtained(ILogger log, string domains, string why, string standing, DateTimeOffset nextAt);
}
