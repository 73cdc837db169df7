using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>What the seed chose: accounts, their venues and subscriptions, and whoever watches them.</summary>
internal sealed class SimulationScript
{
    private const decimal PositionMax = 15m;

    private readonly VirtualWorld world;

    public SimulationScript(VirtualWorld world, MemoryJournal disk)
    {
        this.world = world;
        Journal = new(disk, world, Violations.Add) { PositionMax = PositionMax };
        var count = world.Chance.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            var id = new AccountId($"account-{i}");
            var exchange = world.Happens(0.25) ? Spot() : Derivatives();
            exchange.OnViolation = what => Violations.Add($"{id}: {what}");
            Exchanges.Add(id, exchange);
            Venues.Add(id, new(Journal.Of(id), exchange, world, Violations.Add));
            scopes.Add(id, world.Happens(0.2) ? PositionScope.Subscription : PositionScope.Account);
        }

        Catalogue = new(1, [new Strategy { Id = Strategy, Name = "simulated", SignalValiditySeconds = 60 }], Subscriptions(), Connections());
    }

    public static IReadOnlyList<Instrument> Instruments { get; } = [Perpetual("XUSDT"), Perpetual("YUSDT")];

    public StrategyId Strategy { get; } = new("strategy");

    public Dictionary<AccountId, SimulatedExchange> Exchanges { get; } = [];

    public Dictionary<AccountId, VenueWatch> Venues { get; } = [];

    public JournalWatch Journal { get; }

    public Catalogue Catalogue { get; }

    /// <summary>Shared by all accounts: tight enough to refuse now and then.</summary>
    public ValueList<ScopedLimits> Limits { get; } = [new(RiskScope.Global, new(PositionQuantityMax: PositionMax, OrdersPerMinuteMax: 200, DailyLossMax: 1_000_000m))];

    public List<string> Violations { get; } = [];

    public int Reloads { get; set; }

    /// <summary>How wrong the machine's clock is now.</summary>
    public TimeSpan ClockError { get; set; }

    private readonly Dictionary<AccountId, PositionScope> scopes = [];

    public PositionScope ScopeOf(AccountId account) => scopes[account];

    private static Instrument Perpetual(string name) => new()
    {
        Id = new(name),
        Kind = InstrumentKind.LinearPerpetual,
        AssetClass = AssetClass.Crypto,
        Base = name[..1],
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(0.01m),
        LotSize = new(0.1m),
        MinQuantity = new(0.1m),
    };

    private SimulatedExchange Derivatives()
    {
        var honours = world.Happens(0.6);
        return new(world, Capabilities(honours), Instruments) { HonoursDeadlines = honours };
    }

    /// <summary>A stop binds what it would sell; some such venues take a stop and a target as a pair.</summary>
    private SimulatedExchange Spot()
    {
        var honours = world.Happens(0.6);
        var capabilities = Capabilities(honours) with { ReduceOnly = false, StopsLockBalance = true, NativeOco = world.Happens(0.5) };
        return new(world, capabilities, [.. Instruments.Select(each => each with { Kind = InstrumentKind.Spot, Shortable = false })])
        {
            HonoursDeadlines = honours,
            FeesInBase = world.Happens(0.4),
            ListsPositions = world.Happens(0.5),
        };
    }

    private VenueCapabilities Capabilities(bool honoursDeadlines) => new()
    {
        ClientIds = (ClientIdUniqueness)world.Chance.Next(4),
        ClientIdWindow = TimeSpan.FromMinutes(10),

        // Where the venue does not look at deadlines, whatever left in time may still arrive as late as the network allows.
        VisibilityDelay = TimeSpan.FromSeconds(1) + (honoursDeadlines ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Faults.MostLatencyMs)),
        ReduceOnly = world.Happens(0.8),
        Stops = world.Happens(0.85),
        StopLimits = world.Happens(0.8),
        Amend = world.Happens(0.7),
        PostOnly = true,
        Iceberg = world.Happens(0.5),
    };

    private List<Subscription> Subscriptions()
    {
        var all = new List<Subscription>();
        foreach (var account in Exchanges.Keys)
        {
            for (var i = world.Chance.Next(1, 3); i > 0; i--)
            {
                all.Add(new()
                {
                    Id = new($"{account}-sub-{i}"),
                    Strategy = Strategy,
                    Account = account,
                    Rules = Rules(),
                    SignalMaySet = new(),
                    Overrides = TradeTerms.Empty,
                });
            }
        }

        return all;
    }

    private TradeRules Rules() => new(
        AllowAddToPosition: world.Happens(0.5),
        AllowSideSwap: world.Happens(0.8),
        CancelOpenOrders: world.Happens(0.5),
        SubtractExitQuantity: world.Happens(0.2),
        QuantityMultiplier: world.Happens(0.2) ? 0.5m : 1m,
        WaitSecondsMax: world.Chance.Next(5, 120),
        Conflicts: (ConflictPolicy)(world.Happens(0.6) ? 0 : world.Chance.Next(3)),
        AutoSubmit: world.Happens(0.9),
        ApprovalSeconds: world.Chance.Next(10, 60),
        CooldownSeconds: world.Happens(0.1) ? world.Chance.Next(1, 20) : 0);

    private List<BrokerConnection> Connections() =>
        [.. Exchanges.Keys.Select(account => new BrokerConnection { Id = account, Name = account.Value, Broker = "simulated", Mode = AccountMode.Paper, Status = ConnectionStatus.Enabled })];
}
