using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>
/// Senders that keep posting signals, each with an id of its own, until the server is gone. What was not acknowledged is
/// sent again later with the same id, as any sender must.
/// </summary>
internal sealed class CrashLoad
{
    private const int Senders = 4;
    private const int SignalsMax = 120;

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromMinutes(3) };
    private readonly ConcurrentDictionary<string, string> bodies = new();
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private int numbered;

    /// <summary>Every id sent so far.</summary>
    public IReadOnlyCollection<string> Sent => [.. bodies.Keys];

    /// <summary>By the sender's id, the server's.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    /// <summary>What a signal says, but for its id.</summary>
    public string Fields { get; init; } = """ "ticker":"BTCUSDT","action":"buy","quantity":"0.002","stopLoss":{"percent":5} """;

    /// <summary>Every signal is sent twice at the same time.</summary>
    public bool Doubled { get; init; }

    /// <summary>Returns when no sender gets an answer any more, or when each has sent its share.</summary>
    public Task SendAsync(Uri hook) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendUntilGoneAsync(hook)));

    /// <summary>Returns when everything sent so far is acknowledged.</summary>
    public async Task SendRestAsync(Uri hook)
    {
        foreach (var id in bodies.Keys.Where(id => !acknowledged.ContainsKey(id)))
        {
            Assert.True(await PostAsync(hook, id), $"The signal {id} was not taken by a server that is ready.");
        }
    }

    private async Task SendUntilGoneAsync(Uri hook)
    {
        for (var i = 0; i < SignalsMax / Senders; i++)
        {
            var id = $"signal-{Interlocked.Increment(ref numbered)}";
            bodies[id] = $$"""{"id":"{{id}}",{{Fields}}}""";
            var posted = await Task.WhenAll(Enumerable.Range(0, Doubled ? 2 : 1).Select(_ => PostAsync(hook, id)));
            if (!posted.Any(answered => answered))
            {
                return;
            }
        }
    }

    /// <summary>False when there was no answer, or none that the signal is committed.</summary>
    private async Task<bool> PostAsync(Uri hook, string id)
    {
        try
        {
            using var content = new StringContent(bodies[id], Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri($"{hook}?wait=0"), content);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            acknowledged[id] = document.RootElement.GetProperty("id").GetString()!;
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
