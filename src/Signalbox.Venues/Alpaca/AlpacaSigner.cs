using System.Text;
using System.Text.Encodings.Web;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>Key and secret travel as headers of every request, and as the first message of every stream.</summary>
public sealed class AlpacaSigner(string key, string secret)
{
    public const string KeyHeader = "APCA-API-KEY-ID";
    public const string SecretHeader = "APCA-API-SECRET-KEY";

    public string Key => key;

    public KeyValuePair<string, string>[] Headers { get; } = [new(KeyHeader, key), new(SecretHeader, secret)];

    /// <summary>Logs in to the account's stream.</summary>
    public ReadOnlyMemory<byte> LogIn() => Encoding.UTF8.GetBytes(
        $$$"""{"action":"authenticate","data":{"key_id":"{{{Text(key)}}}","secret_key":"{{{Text(secret)}}}"}}""");

    /// <summary>Logs in to a market stream.</summary>
    public ReadOnlyMemory<byte> LogInToMarket() => Encoding.UTF8.GetBytes(
        $$"""{"action":"auth","key":"{{Text(key)}}","secret":"{{Text(secret)}}"}""");

    internal WireRequest Ask(string path, QueryWriter? query = null) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query?.ToString() ?? "", Headers = Headers };

    internal WireRequest Tell(HttpMethod method, string path, JsonBody? body = null, QueryWriter? query = null) =>
        new() { Method = method, Path = path, Query = query?.ToString() ?? "", Body = body?.ToUtf8() ?? default(ReadOnlyMemory<byte>), Headers = Headers };

    // The generated text would show the secret.
    public override string ToString() => $"{nameof(AlpacaSigner)} {{ {key} }}";

    private static string Text(string value) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
}
