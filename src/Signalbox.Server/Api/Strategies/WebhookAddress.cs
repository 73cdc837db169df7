namespace Signalbox.Server.Api.Strategies;

/// <summary>How a webhook's address is put together; intake maps the same two paths.</summary>
public static class WebhookAddress
{
    /// <summary>Signalbox's own path.</summary>
    public const string Path = "/hook";

    /// <summary>The path TradersPost uses.</summary>
    public const string CompatiblePath = "/trading/webhook";

    public static WebhookDocument Document(HttpRequest request, string strategy, string secret)
    {
        var origin = $"{request.Scheme}://{request.Host}{request.PathBase}";
        return new($"{origin}{Path}/{strategy}/{secret}", $"{origin}{CompatiblePath}/{strategy}/{secret}");
    }
}
