namespace Signalbox.Server.Notifications.Senders;

/// <summary>Which addresses a destination may have.</summary>
internal static class NotificationUrl
{
    private const int CharsMax = 1_000;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(string? text, NotificationOptions options) =>
        text is { Length: > 0 and <= CharsMax } && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? Fault(url, options)
            : $"Expected an address such as https://hooks.example/alerts, of at most {CharsMax} characters.";

    public static string? Fault(Uri url, NotificationOptions options) =>
        url.UserInfo.Length > 0 || url.Fragment.Length > 0 ? "An address has no user, password or fragment here."
        : NotificationConnections.Fault(url.Host, options) is { } fault ? fault
        : url.Scheme != "https" && !NotificationConnections.IsThisMachine(url.Host) && !options.Allows(url.Host) ? "Expected https: what is told, and the address itself, would travel in the open."
        : null;
}
