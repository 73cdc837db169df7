using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Bench.Measuring;

namespace Signalbox.Bench.Hostile;

/// <summary>
/// One sender who means harm: with a wrong secret, with what no reader understands, nested, far too long, and the same again and
/// again. It calls from an address of its own, as an attacker does.
/// </summary>
internal sealed class HostileSender : IDisposable
{
    private const int Lanes = 48;
    private const int TooLong = 300 * 1024;

    private static readonly IPEndPoint Own = new(IPAddress.Parse("127.0.0.2"), 0);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = 256,
        ConnectCallback = ConnectAsync,
    });

    private readonly IReadOnlyList<(Uri Address, byte[] Body)> shots;
    private readonly (Uri Address, byte[] Body) tooLong;
    private readonly SortedDictionary<string, int> answers = new(StringComparer.Ordinal);
    private int sent;

    /// <param name="hook">A strategy of the sender's own: what comes with the right secret costs the most.</param>
    public HostileSender(Uri hook)
    {
        var wrong = new Uri(hook, hook.AbsolutePath[..^8] + "00000000");
        shots =
        [
            (wrong, Text("""{"ticker":"BTCUSDT","action":"buy"}""")),
            (hook, Text("""{"ticker":"BTCUSDT","action":"jump","quantity":"1"}""")),
            (hook, Text("""{"ticker":"BTCUSDT","action":"buy","quantity":"1e400"}""")),
            (hook, Text("{\"ticker\":" + new string('[', 2_000))),
            (hook, Text(string.Join(';', Enumerable.Repeat("BTCUSDT bui 1 sl 2%", 200)))),
            (hook, Text("""{"ticker":"NOSUCH","action":"buy","quantity":"1","id":"always-the-same"}""")),
            (hook, Text(new string('x', 60_000))),
        ];
        tooLong = (hook, Text(new string('y', TooLong)));
    }

    /// <summary>How often each status was answered, and how often the server hung up.</summary>
    public string Answers
    {
        get
        {
            lock (answers)
            {
                return string.Join(", ", answers.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}: {each.Value}")));
            }
        }
    }

    /// <summary>How many a second the server takes when each lane sends its next as soon as the one before is answered.</summary>
    public async Task<double> SaturateAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began) < time; count++)
            {
                await SendAsync();
            }

            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public Task RunAsync(TimeSpan time, double perSecond) => OpenLoop.RunAsync((int)(time.TotalSeconds * perSecond), perSecond, seed: 1, (_, _) => SendAsync());

    public void Dispose() => client.Dispose();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(Own);
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task SendAsync()
    {
        var number = Interlocked.Increment(ref sent);
        var (address, body) = number % 50 == 0 ? tooLong : shots[number % shots.Count];
        try
        {
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync(address, content);
            Count(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException)
        {
            // The server may hang up on a body that is too long before all of it was sent.
            Count("hung up");
        }
    }

    private void Count(string answer)
    {
        lock (answers)
        {
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
        }
    }
}
