using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Signalbox.Bench.Running;

namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>Sends drawn requests to a real server and looks at every answer and every line of its log.</summary>
internal sealed class FuzzRun(ServerProcess server, FuzzRequests requests, FuzzTarget target, IReadOnlyDictionary<string, string> canaries) : IDisposable
{
    private const int Lanes = 8;
    private const int FaultsMax = 20;

    /// <summary>These answer with a secret to whoever may see it.</summary>
    private static readonly string[] Showing = ["getWebhook", "rotateWebhookSecret"];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> operations = new();
    private int next = -1;

    public IReadOnlyList<string> Faults => [.. faults];

    public int Sent => statuses.Values.Sum();

    public int Operations => operations.Count;

    public string Statuses => string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} × {each.Key}"));

    /// <param name="until">Nothing begins after this time.</param>
    public async Task SendAsync(int count, DateTimeOffset until)
    {
        var last = Volatile.Read(ref next) + count;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(() => LaneAsync(last, until))));
        Volatile.Write(ref next, last);
    }

    public void Hear(string line)
    {
        LookForCanaries(line, "the log");
        if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        {
            faults.Enqueue(line);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task LaneAsync(int last, DateTimeOffset until)
    {
        while (faults.Count < FaultsMax && TimeProvider.System.GetUtcNow() < until && Interlocked.Increment(ref next) is var number && number <= last)
        {
            var request = requests.Draw(number);
            try
            {
                await SendAsync(request);
                if (number % 500 == 0)
                {
                    await SendRawAsync(number);
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or SocketException)
            {
                // A body that is refused at its head may find the line closed while it is still being written.
                if (request.Body is not { Length: > 100_000 })
                {
                    faults.Enqueue($"{request}: {failure.Message}");
                }
            }
        }
    }

    private async Task SendAsync(FuzzRequest request)
    {
        using var message = request.Message(server.Address);
        using var answer = await http.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        operations.TryAdd(request.Operation, 0);
        if (status >= 500)
        {
            faults.Enqueue($"{request}: {status} {text}");
        }

        if (!Showing.Contains(request.Operation))
        {
            LookForCanaries(text, request.ToString());
            LookForCanaries(answer.Headers.ToString(), request.ToString());
        }

        if (status == 201 && answer.Headers.Location is { } location && target.Add(location.ToString(), IdOf(text)) is { } surplus)
        {
            using var delete = new HttpRequestMessage(HttpMethod.Delete, new Uri(server.Address, surplus));
            delete.Headers.Add("Authorization", $"Bearer {target.Token}");
            using var deleted = await http.SendAsync(delete);
        }
    }

    /// <summary>What is no HTTP is answered or hung up on, within a bound.</summary>
    private async Task SendRawAsync(int number)
    {
        var random = new Random(number);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var line = new TcpClient();
        await line.ConnectAsync(server.Address.Host, server.Address.Port, patience.Token);
        var bytes = new byte[random.Next(1, 2_000)];
        random.NextBytes(bytes);
        var head = random.Next(3) switch { 0 => "", 1 => "POST /hook/demo/x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", _ => "GET / HTTP/1.1\r\nHost: x\r\nA" };
        var stream = line.GetStream();
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes], patience.Token);
        line.Client.Shutdown(SocketShutdown.Send);
        try
        {
            using var reader = new StreamReader(stream);
            LookForCanaries(await reader.ReadToEndAsync(patience.Token), "an answer to no HTTP");
        }
        catch (IOException)
        {
            // Hung up on.
        }
    }

    private void LookForCanaries(string text, string where)
    {
        foreach (var (name, canary) in canaries)
        {
            if (text.Contains(canary, StringComparison.Ordinal) && !where.Contains(canary, StringComparison.Ordinal))
            {
                faults.Enqueue($"{name} stands in {where}.");
            }
        }
    }

    private static string IdOf(string text) =>
        JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("id", out var id) ? id.ToString() : "x";
}
