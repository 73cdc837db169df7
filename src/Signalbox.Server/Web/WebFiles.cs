using System.Collections.Frozen;

namespace Signalbox.Server.Web;

/// <summary>One built file of the control centre, with the compressed forms the build made of it.</summary>
internal sealed record WebFile(string ContentType, byte[] Plain, byte[]? Brotli, byte[]? Gzip);

/// <summary>
/// The built control centre, read once at the start: a few hundred kilobytes, so that no request touches the disk and no
/// path from a request is ever turned into a file name.
/// </summary>
internal sealed class WebFiles(FrozenDictionary<string, WebFile> files)
{
    private const string IndexName = "/index.html";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json; charset=utf-8",
        [".png"] = "image/png",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary();

    /// <summary>The page every address of the control centre shows; null where it was not built.</summary>
    public WebFile? Index => files.GetValueOrDefault(IndexName);

    public WebFile? Find(string path) => path == IndexName ? null : files.GetValueOrDefault(path);

    /// <summary>Beside the program, where the build put it; an empty set where it was left out.</summary>
    public static WebFiles Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new(FrozenDictionary<string, WebFile>.Empty);
        }

        var found = new Dictionary<string, WebFile>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (ContentTypes.TryGetValue(Path.GetExtension(file), out var contentType))
            {
                var path = "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
                found.Add(path, new(contentType, File.ReadAllBytes(file), Compressed(file + ".br"), Compressed(file + ".gz")));
            }
        }

        return new(found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static byte[]? Compressed(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;
}
