using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Signalbox.Tests.Signals.Readers;

namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>One request, and enough to send it again by hand.</summary>
internal sealed record FuzzRequest(int Number, string Operation, HttpMethod Method, string Path, byte[]? Body, string? MediaType, string? Authorization)
{
    public override string ToString() =>
        $"request {Number.ToString(CultureInfo.InvariantCulture)}, {Operation}: {Method} {Shortened(Path)} {MediaType} {(Body is null ? "" : Shortened(Encoding.UTF8.GetString(Body)))}";

    public HttpRequestMessage Message(Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server, Path));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = MediaType is null ? null : MediaTypeHeaderValue.Parse(MediaType);
        }

        if (Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        return message;
    }

    private static string Shortened(string text) => text.Length <= 600 ? text : text[..600] + "…";
}

/// <summary>
/// Draws requests from the OpenAPI document and the languages of the webhook. Every request is drawn from the run's seed and its
/// own number, so that a number names it.
/// </summary>
internal sealed class FuzzRequests(JsonElement document, int seed, FuzzTarget target)
{
    private readonly IReadOnlyList<ApiOperation> operations = ApiOperation.Of(document);

    public FuzzRequest Draw(int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        return random.Next(100) < 45 ? Webhook(number, random) : Api(number, random);
    }

    private FuzzRequest Webhook(int number, Random random)
    {
        var (path, kind) = random.Next(20) switch
        {
            0 => ($"/hook/demo/{Uri.EscapeDataString(Any(random, FuzzWords.Texts))}", "wrong secret"),
            1 => ($"/hook/{Uri.EscapeDataString(Any(random, FuzzWords.Texts))}/x", "unknown strategy"),
            2 => ($"{target.Hook}?wait={Uri.EscapeDataString(Any(random, FuzzWords.Numbers))}&ticker={Uri.EscapeDataString(Any(random, FuzzWords.Texts))}", "parameters"),
            _ => ($"{target.Hook}?wait=0", "body"),
        };
        var body = random.Next(400) == 0 ? new byte[random.Next(260_000, 400_000)] : new BodyMutations(random.Next()).Next();
        return new(number, $"webhook, {kind}", random.Next(100) == 0 ? HttpMethod.Put : HttpMethod.Post, path, body, random.Next(20) == 0 ? Any(random, FuzzWords.MediaTypes) : "application/json", null);
    }

    private FuzzRequest Api(int number, Random random)
    {
        var operation = operations[random.Next(operations.Count)];
        if (operation.IsSlow && random.Next(200) != 0)
        {
            operation = operations.First(each => !each.IsSlow);
        }

        var body = operation.Body is { } schema ? Damaged(Encoding.UTF8.GetBytes(new SchemaValues(document, random).Next(schema)), random) : null;
        var authorization = random.Next(25) switch { 0 => null, 1 => "Bearer " + Any(random, FuzzWords.Tokens), _ => $"Bearer {target.Token}" };
        return new(number, operation.Id, operation.Method, PathOf(operation, random), body, random.Next(40) == 0 ? Any(random, FuzzWords.MediaTypes) : "application/json", authorization);
    }

    private string PathOf(ApiOperation operation, Random random)
    {
        var path = new StringBuilder();
        foreach (var part in operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path.Append('/').Append(part[0] == '{' ? Uri.EscapeDataString(NameFor(operation, random)) : part);
        }

        var separator = '?';
        foreach (var name in operation.Query.Where(_ => random.Next(4) == 0))
        {
            // Nobody waits half a minute a million times.
            var value = name == "wait" ? "0" : random.Next(2) == 0 ? Any(random, FuzzWords.Texts) : Any(random, FuzzWords.Numbers);
            path.Append(separator).Append(name).Append('=').Append(Escaped(value));
            separator = '&';
        }

        return path.ToString();
    }

    /// <summary>What the run itself needs is neither deleted nor locked: it would only talk to closed doors from then on.</summary>
    private string NameFor(ApiOperation operation, Random random)
    {
        var spares = operation.Method == HttpMethod.Delete || operation.Path.Contains("/webhook", StringComparison.Ordinal) || operation.Path.Contains("/tokens", StringComparison.Ordinal);
        var text = random.Next(3) switch
        {
            0 => Any(random, FuzzWords.Texts),
            1 => target.Created(random) ?? "x",
            _ => spares ? target.Created(random) ?? "x" : Any(random, FuzzWords.Names),
        };
        return (text is "demo" or "paper") && spares ? "x" : text.Length == 0 ? "x" : text;
    }

    private static byte[] Damaged(byte[] body, Random random)
    {
        if (random.Next(8) != 0)
        {
            return body;
        }

        var at = random.Next(body.Length + 1);
        return random.Next(3) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. FuzzWords.Breaks[random.Next(FuzzWords.Breaks.Length)], .. body[at..]],
            _ => [.. body[..at], .. Encoding.UTF8.GetBytes(new string('[', random.Next(1, 3_000)))],
        };
    }

    /// <summary>Half characters cannot be escaped; they come in bodies.</summary>
    private static string Escaped(string text) => text.Any(char.IsSurrogate) ? "x" : Uri.EscapeDataString(text);

    private static string Any(Random random, string[] words) => words[random.Next(words.Length)];
}
