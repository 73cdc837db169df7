using Signalbox.Markets;

namespace Signalbox.Sandbox;

public sealed record SandboxOptions
{
    /// <summary>Whose protocol it speaks. Default "loopback".</summary>
    public string Exchange { get; init; } = "loopback";

    /// <summary>On 127.0.0.1; 0 takes any free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Prices repeat with the same seed. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Prices move by themselves; else only when they are set. Default false.</summary>
    public bool Drifts { get; init; }

    /// <summary>How often a drifting market moves. Default 250 ms.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Who may trade. Default one key "key" with the secret "secret".</summary>
    public IReadOnlyList<SandboxKey> Keys { get; init; } = [new("key", "secret")];

    /// <summary>What each key's account holds at first. Default 1,000,000 each of USDT, USDC and USD.</summary>
    public IReadOnlyDictionary<string, Money> Balances { get; init; } =
        new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["USDC"] = new(1_000_000m), ["USD"] = new(1_000_000m) };

    /// <summary>Orders the exchange keeps, finished ones included; then it takes no more. Default 1,000,000.</summary>
    public int OrdersMax { get; init; } = 1_000_000;

    /// <summary>Arrival times kept until they are read; older ones fall out. Default 1,000,000.</summary>
    public int ArrivalsMax { get; init; } = 1_000_000;

    /// <summary>Frames waiting for one stream before it is closed as too slow. Default 10,000.</summary>
    public int FramesMax { get; init; } = 10_000;

    /// <summary>Told the address as soon as it listens.</summary>
    public Action<Uri>? OnStarted { get; init; }
}

/// <summary>One account's credentials at the sandbox.</summary>
public sealed record SandboxKey(string Key, string Secret)
{
    // The generated text would show the secret.
    public override string ToString() => $"{nameof(SandboxKey)} {{ {Key} }}";
}
