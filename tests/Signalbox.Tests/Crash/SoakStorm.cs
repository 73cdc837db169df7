using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Sandbox.Faults;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>Signals of every kind at a server whose venue loses, delays, repeats, refuses, falls silent and breaks its streams.</summary>
internal sealed class SoakStorm(CrashScene scene, Uri hook, int seed, TimeSpan pause) : IDisposable
{
    private const string Symbol = "BTCUSDT";

    /// <summary>So far at most the price goes from where it began.</summary>
    private const decimal WanderMax = 0.03m;

    private readonly Random chance = new(seed);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromMinutes(3) };
    private readonly Dictionary<string, string> acknowledged = [];
    private readonly decimal start = scene.Sandbox.Floor.Read(_ => scene.Sandbox.Floor.Book(new(Symbol))!.BestAsk!.Value.Value);
    private decimal price = scene.Sandbox.Floor.Read(_ => scene.Sandbox.Floor.Book(new(Symbol))!.BestAsk!.Value.Value);

    public int Sent { get; private set; }

    public int Faults { get; private set; }

    /// <summary>Of this storm: by the sender's id, the server's.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    public async Task RageAsync(TimeSpan lasts)
    {
        acknowledged.Clear();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < lasts)
        {
            await SendAsync();
            if (chance.Next(2) == 0)
            {
                Faults++;
                scene.Sandbox.Faults.Add(new([Fault()]));
            }

            Move();
            await Task.Delay(pause * (0.2 + (1.6 * chance.NextDouble())));
        }

        scene.Sandbox.Faults.Clear();
    }

    public void Dispose() => client.Dispose();

    private async Task SendAsync()
    {
        var id = $"soak-{++Sent}";
        using var content = new StringContent($$"""{"v":1,"id":"{{id}}","ticker":"{{Symbol}}",{{Fields()}} }""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"{hook}?wait=0"), content);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{id}: {(int)answer.StatusCode} {body}");
        acknowledged[id] = JsonElement.Parse(body).GetProperty("id").GetString()!;
    }

    /// <summary>Whatever opens something has a stop.</summary>
    private string Fields() => chance.Next(12) switch
    {
        < 3 => $"\"action\":\"buy\",{Size()},{Stop()}{Target()}",
        < 6 => $"\"action\":\"sell\",{Size()},{Stop()}{Target()}",
        6 => $"\"action\":\"{(chance.Next(2) == 0 ? "buy" : "sell")}\",{Size()},{Stop()},\"order\":{{\"type\":\"limit\",\"limitPrice\":\"{Text(Math.Round(price * (1m + ((chance.Next(-10, 11) / 1_000m))), 1))}\"}},\"timing\":{{\"cancelAfterSeconds\":{chance.Next(2, 10)}}}",
        7 => $"\"action\":\"reverse\",{Size()},{Stop()}",
        8 => $"\"action\":\"target\",\"targetPosition\":\"{Text(chance.Next(-5, 6) / 1_000m)}\",{Stop()}",
        9 => $"\"action\":\"exit\",\"size\":{{\"quantity\":{chance.Next(10, 100)},\"type\":\"percent_of_position\"}}",
        10 => "\"action\":\"cancel\"",
        _ => "\"action\":\"exit\"",
    };

    private string Size() => $"\"size\":{{\"quantity\":\"{Text(chance.Next(1, 6) / 1_000m)}\"}}";

    private string Stop() => $"\"stopLoss\":{{\"percent\":\"{Text(chance.Next(5, 30) / 10m)}\"}}";

    private string Target() => chance.Next(3) == 0 ? $",\"takeProfit\":{{\"targets\":[{{\"percent\":\"{Text(chance.Next(3, 20) / 10m)}\"}}]}}" : "";

    private FaultRule Fault() => new()
    {
        Fault = (FaultKind)chance.Next(Enum.GetValues<FaultKind>().Length),
        Route = chance.Next(3) switch { 0 => "* /v1/orders*", 1 => "* /v1/order*|* /v1/snapshot", _ => "* /*" },
        Times = chance.Next(1, 4),
        DelayMs = chance.Next(50, 3_000),
    };

    /// <summary>Far enough now and then that stops and targets are reached.</summary>
    private void Move()
    {
        price = Math.Clamp(price * (1m + (chance.Next(-4, 5) / 1_000m)), start * (1m - WanderMax), start * (1m + WanderMax));
        scene.Sandbox.Floor.SetPrice(new(Symbol), new Price(Math.Round(price, 1)));
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
