using Signalbox.Sandbox.Faults;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox;

/// <summary>What a protocol works on.</summary>
public sealed record SandboxStage(SandboxOptions Options, SandboxFloor Floor, Arrivals Arrivals, FaultPlan Faults);

/// <summary>What sets one venue apart before a byte is spoken: its rules, what it lists, and how its accounts work.</summary>
public sealed record SandboxVenue
{
    public required string Name { get; init; }

    public required Func<SandboxStage, ISandboxExchange> Create { get; init; }

    public EngineRules Rules { get; init; } = new();

    public FundsMode Accounts { get; init; } = FundsMode.Margin;

    /// <summary>Fees of spot purchases are taken from what is bought. Default false.</summary>
    public bool FeeInReceived { get; init; }

    /// <summary>What trading costs. Default as the paper venue.</summary>
    public PaperOptions Fees { get; init; } = new();

    public IReadOnlyList<PaperInstrument> Instruments { get; init; } = PaperInstruments.All;

    /// <summary>How a client signs in where nobody gave keys. Default a key and a secret.</summary>
    public Func<SandboxSignIn> SignIn { get; init; } = SandboxSignIn.KeyAndSecret;

    /// <summary>Every exchange the sandbox can play.</summary>
    public static IReadOnlyList<SandboxVenue> All { get; } = SandboxVenues.All();

    public static SandboxVenue Named(string name) => All.FirstOrDefault(venue => venue.Name == name)
        ?? throw new ArgumentException($"There is no sandbox exchange named '{name}'. There is: {string.Join(", ", All.Select(venue => venue.Name))}.", nameof(name));
}
