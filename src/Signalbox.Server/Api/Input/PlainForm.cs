using Microsoft.AspNetCore.Http.Features;

namespace Signalbox.Server.Api.Input;

/// <summary>The fields of a form as a page without scripts sends it. Parts with files in them are taken nowhere.</summary>
internal static class PlainForm
{
    public const string Type = "application/x-www-form-urlencoded";

    private const long BytesMax = 16 * 1024;

    public static bool IsOne(HttpRequest request) =>
        request.ContentType?.Split(';', 2)[0].Trim().Equals(Type, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null where it cannot be read: too large, too many fields, or not what it says it is.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BytesMax;
        }

        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
