using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>What a certificate authority answered.</summary>
/// <param name="Location">The address of what was made; null: it named none.</param>
internal sealed record AcmeAnswer(int Status, string? Location, TimeSpan? RetryAfter, string? Nonce, bool IsProblem, byte[] Body)
{
    /// <summary>Chains are a few kilobytes, orders less.</summary>
    private const int BytesMax = 256 * 1024;

    public bool IsSuccess => Status is >= 200 and < 300;

    public ProblemDocument? Problem => IsProblem ? Read(AcmeJson.Default.ProblemDocument) : null;

    public static async Task<AcmeAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancel) => new(
        (int)response.StatusCode,
        response.Headers.Location?.OriginalString,
        Wait(response.Headers.RetryAfter, now),
        response.Headers.TryGetValues("Replay-Nonce", out var nonces) ? nonces.First() : null,
        response.Content.Headers.ContentType?.MediaType == "application/problem+json",
        await BodyAsync(response, cancel));

    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    private static AcmeException Unreadable() => new("The certificate authority answered something else than ACME. See that --acme-directory is the address of a directory.", isTransient: true);

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        (header?.Delta ?? (header?.Date is { } at ? at - now : null)) is { } wait ? TimeSpan.FromTicks(Math.Max(0, wait.Ticks)) : null;

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (body.Length + read > BytesMax)
            {
                throw new AcmeException($"The certificate authority's answer is longer than {BytesMax} bytes.", isTransient: true);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
