using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Loopback;

namespace Signalbox.Sandbox.Loopback;

/// <summary>Checks who asks: key, signature, and that the request is neither late nor from the future.</summary>
internal sealed class LoopbackAuthentication(SandboxFloor floor)
{
    private static readonly TimeSpan AheadMax = TimeSpan.FromSeconds(1);

    /// <summary>The account, or the code and message of the refusal.</summary>
    public (SandboxAccount? Account, LoopbackError? Error) Check(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var timestamp = request.Headers[LoopbackSigner.TimestampHeader].ToString();
        var window = request.Headers[LoopbackSigner.WindowHeader].ToString();
        if (floor.Find(request.Headers[LoopbackSigner.KeyHeader].ToString()) is not { } account
            || !long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(window, CultureInfo.InvariantCulture, out var validFor))
        {
            return (null, new("unauthorized", "The key is not known, or the timestamp or the window is missing."));
        }

        var signer = new LoopbackSigner(account.Key.Key, account.Key.Secret);
        var expected = signer.Signature(timestamp, window, request.Method, request.Path + request.QueryString, body);
        var given = request.Headers[LoopbackSigner.SignatureHeader].ToString();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected)))
        {
            return (null, new("unauthorized", "The signature does not fit the request."));
        }

        var made = DateTimeOffset.FromUnixTimeMilliseconds(at);
        if (floor.Now > made.AddMilliseconds(validFor))
        {
            return (null, new("expired_request", $"The request was good until {made.AddMilliseconds(validFor):O} and was not carried out."));
        }

        return made - floor.Now > AheadMax
            ? (null, new("unauthorized", "The timestamp lies in the future."))
            : (account, null);
    }

    /// <summary>The whole body; the protocol's requests are small.</summary>
    public static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }
}
