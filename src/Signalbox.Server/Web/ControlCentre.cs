using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Signalbox.Server.Web;

/// <summary>
/// Hands out the control centre: its files, and its one page for every address a person may open. Nothing but its own files
/// may run in it, and nothing in it may talk to another address.
/// </summary>
internal sealed class ControlCentre(WebFiles files)
{
    private const string NoncePlaceholder = "{{nonce}}";
    private const string NotBuilt = "The control centre was not built with this server. Build it with Node 20 or newer installed, or use the API: /openapi/v1.json describes it.";

    /// <summary>What is not the control centre's although a browser may ask for it.</summary>
    private static readonly string[] Elsewhere = ["/api", "/hook", "/trading", "/live", "/openapi", "/schemas", "/healthz", "/readyz"];

    private readonly string? page = files.Index is { } index ? Encoding.UTF8.GetString(index.Plain) : null;

    public static void Use(WebApplication app)
    {
        var centre = new ControlCentre(WebFiles.Load(Path.Combine(AppContext.BaseDirectory, "web")));
        app.Use(centre.AnswerAsync);
    }

    private Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "/";
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return next(http);
        }

        if (files.Find(path) is { } file)
        {
            return SendFileAsync(http, path, file);
        }

        return IsPage(http, path) ? SendPageAsync(http) : next(http);
    }

    private static bool IsPage(HttpContext http, string path) =>
        !Elsewhere.Any(prefix => path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))
        && !Path.HasExtension(path)
        && (path == "/" || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task SendFileAsync(HttpContext http, string path, WebFile file)
    {
        // Built names carry their content's hash: what has such a name never changes.
        http.Response.Headers.CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.ContentType = file.ContentType;
        var bytes = Encoded(http, file);
        return SendAsync(http, bytes);
    }

    private static byte[] Encoded(HttpContext http, WebFile file)
    {
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        if (file.Brotli is { } brotli && accepted.Contains("br", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "br";
            return brotli;
        }

        if (file.Gzip is { } gzip && accepted.Contains("gzip", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return gzip;
        }

        return file.Plain;
    }

    private Task SendPageAsync(HttpContext http)
    {
        if (page is null)
        {
            http.Response.ContentType = "text/plain; charset=utf-8";
            return SendAsync(http, Encoding.UTF8.GetBytes(NotBuilt));
        }

        // Style sheets that components make at run time carry this page's own nonce; scripts come from files alone.
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        // Not no-referrer: with it browsers send a plain form with `Origin: null`, and the kill switch of a page without scripts would be refused as foreign.
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.ContentType = "text/html; charset=utf-8";
        return SendAsync(http, Encoding.UTF8.GetBytes(page.Replace(NoncePlaceholder, nonce, StringComparison.Ordinal)));
    }

    private static Task SendAsync(HttpContext http, byte[] bytes)
    {
        http.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
