using System.Diagnostics;
using System.Text.Json;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;

namespace Signalbox.Bench.Webhook;

/// <summary>One of those that are compared: bodies go in at its lanes, orders come out at the sandbox.</summary>
internal sealed class Contender : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, MaxConnectionsPerServer = 1_024 });
    private readonly IReadOnlyList<Lane> lanes;
    private readonly ChildProcess process;
    private readonly Func<Shot, string?> clientIdOf;

    private Contender(string name, IReadOnlyList<Lane> lanes, ChildProcess process, Func<Shot, string?> clientIdOf)
    {
        this.process = process;
        Name = name;
        this.lanes = lanes;
        this.clientIdOf = clientIdOf;
    }

    public string Name { get; }

    public static Contender Forwarder(string name, IReadOnlyList<Lane> lanes, ChildProcess process) => new(name, lanes, process, shot => shot.SentId);

    /// <summary>Signalbox gives the order an id of its own and names it in its answer.</summary>
    public static Contender Signalbox(IReadOnlyList<Lane> lanes, ChildProcess process) => new("Signalbox", lanes, process, shot => OrderIdIn(shot.Answer));

    /// <summary>Sends at a fixed rate, one lane after the other.</summary>
    public async Task<Round> RunAsync(int count, double perSecond, int seed, Venue venue)
    {
        await venue.ForgetArrivalsAsync();
        var shots = new Shot[count];
        await OpenLoop.RunAsync(count, perSecond, seed, async (i, due) => shots[i] = await SendAsync(lanes[i % lanes.Count], due));
        return Round.Of(Name, shots, clientIdOf, await venue.ArrivalsAsync());
    }

    /// <summary>Sends at a fixed rate, and only sees to it that everything is answered.</summary>
    public Task SendAsync(int count, double perSecond) => OpenLoop.RunAsync(count, perSecond, seed: 0, (i, due) => SendAsync(lanes[i % lanes.Count], due));

    /// <summary>Every lane sends its next body as soon as the one before is answered.</summary>
    public async Task<Saturation> SaturateAsync(TimeSpan time)
    {
        var used = process.ProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(lanes.Select(async lane =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began) < time; count++)
            {
                await SendAsync(lane, Stopwatch.GetTimestamp());
            }

            return count;
        }));
        return new(sent.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds, (process.ProcessorTime - used).TotalMilliseconds / sent.Sum());
    }

    public void Dispose() => client.Dispose();

    private async Task<Shot> SendAsync(Lane lane, long due)
    {
        var (body, id) = lane.Next();
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var left = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(lane.Address, content);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var done = Stopwatch.GetTimestamp();
        return answer.IsSuccessStatusCode
            ? new(id, due, left, done, bytes)
            : throw new InvalidOperationException($"{Name} answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
    }

    private static string? OrderIdIn(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var results = document.RootElement.GetProperty("results");
        return results.GetArrayLength() > 0 && results[0].GetProperty("orders") is { } orders && orders.GetArrayLength() > 0
            ? orders[0].GetProperty("clientOrderId").GetString()
            : null;
    }
}

/// <summary>One signal: when it was due, when it left, when it was answered, all in ticks of the monotonic clock.</summary>
internal sealed record Shot(string SentId, long Due, long Left, long Done, byte[] Answer);

/// <summary>What a contender can do at most, and what each signal then costs its process.</summary>
internal sealed record Saturation(double PerSecond, double ProcessorMs);
