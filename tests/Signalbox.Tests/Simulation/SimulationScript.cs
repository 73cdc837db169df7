using System.Globalization;
using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>What the seed chose to happen: accounts, their venues, the signals; and what was seen to leave.</summary>
internal sealed class SimulationScript
{
    private readonly VirtualWorld world;
    private readonly MemoryJournal disk;
    private readonly Dictionary<AccountId, (long Version, HashSet<ClientOrderId> Intents)> committed = [];
    private int signals;

    public SimulationScript(VirtualWorld world, MemoryJournal disk)
    {
        this.world = world;
        this.disk = disk;
        var count = world.Chance.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            var isSpot = world.Happens(0.25);
            Exchanges.Add(new($"account-{i}"), isSpot
                ? new(world, SpotCapabilities(), [.. Instruments.Select(each => each with { Kind = InstrumentKind.Spot, Shortable = false })])
                : new(world, Capabilities(), Instruments));
        }

        Catalogue = new(1, [new Strategy { Id = Strategy, Name = "simulated", SignalValiditySeconds = 60 }], Subscriptions(), Connections());
    }

    public static IReadOnlyList<Instrument> Instruments { get; } = [Perpetual("XUSDT"), Perpetual("YUSDT")];

    public StrategyId Strategy { get; } = new("strategy");

    public Dictionary<AccountId, SimulatedExchange> Exchanges { get; } = [];

    public Catalogue Catalogue { get; }

    /// <summary>Shared by all accounts: tight enough to refuse now and then.</summary>
    public ValueList<ScopedLimits> Limits { get; } = [new(RiskScope.Global, new(PositionQuantityMax: 15m, OrdersPerMinuteMax: 200, DailyLossMax: 1_000_000m))];

    public List<string> Violations { get; } = [];

    public int Reloads { get; set; }

    /// <summary>Every order that reaches a venue was committed before.</summary>
    public void OnArrival(AccountId account, PlaceOrder order)
    {
        if (!IntentsOf(account).Contains(order.Id))
        {
            Violations.Add($"{account} sent {order.Id} without a committed intent.");
        }
    }

    /// <summary>A signal in the language of most webhooks, with an id so that a resend is one.</summary>
    public (string Id, string Body) NextSignal()
    {
        var id = $"signal-{++signals}";
        var instrument = Instruments[world.Chance.Next(Instruments.Count)].Id;
        var action = Pick("buy", "buy", "sell", "sell", "exit", "cancel", "add");
        var body = $$"""{"ticker":"{{instrument}}","action":"{{action}}","id":"{{id}}"{{Quantity(action)}}{{Order(action)}}{{Bracket(action)}}{{Sentiment(action)}}}""";
        return (id, body);
    }

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

    private HashSet<ClientOrderId> IntentsOf(AccountId account)
    {
        var (version, intents) = committed.GetValueOrDefault(account, (0, []));
        foreach (var stored in disk.ReadAsync(StreamId.Account(account), version, CancellationToken.None).ToBlockingEnumerable())
        {
            version = stored.Version;
            if (stored.Type == nameof(OrderIntended))
            {
                intents.Add(((OrderIntended)AccountCodec.Events.Read(stored)).Ticket.Id);
            }
        }

        committed[account] = (version, intents);
        return intents;
    }

    private VenueCapabilities Capabilities() => new()
    {
        ClientIds = (ClientIdUniqueness)world.Chance.Next(4),
        ClientIdWindow = TimeSpan.FromMinutes(10),
        ReduceOnly = world.Happens(0.8),
        Stops = world.Happens(0.85),
        StopLimits = true,
        Amend = world.Happens(0.7),
    };

    /// <summary>A stop binds what it would sell; some such venues take a stop and a target as a pair.</summary>
    private VenueCapabilities SpotCapabilities() => Capabilities() with
    {
        ReduceOnly = false,
        StopsLockBalance = true,
        NativeOco = world.Happens(0.5),
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
                    Rules = new(world.Happens(0.5), world.Happens(0.8), world.Happens(0.5), world.Happens(0.2), WaitSecondsMax: world.Chance.Next(5, 120)),
                    SignalMaySet = new(),
                    Overrides = TradeTerms.Empty,
                });
            }
        }

        return all;
    }

    private List<BrokerConnection> Connections() =>
        [.. Exchanges.Keys.Select(account => new BrokerConnection { Id = account, Name = account.Value, Broker = "simulated", Mode = AccountMode.Paper, Status = ConnectionStatus.Enabled })];

    private string Quantity(string action) => action switch
    {
        "cancel" => "",
        "exit" => world.Happens(0.5) ? "" : $",\"quantity\":{Number(world.Chance.Next(1, 100))},\"quantityType\":\"percent_of_position\"",
        _ => $",\"quantity\":{Number(world.Chance.Next(1, 50) / 10m)}",
    };

    private string Order(string action)
    {
        if (action is not ("buy" or "sell") || world.Happens(0.6))
        {
            return "";
        }

        var price = Number(100m + (world.Chance.Next(-300, 300) / 100m));
        return world.Happens(0.7) ? $",\"orderType\":\"limit\",\"limitPrice\":{price}" : $",\"orderType\":\"stop\",\"stopPrice\":{price}";
    }

    private string Bracket(string action)
    {
        if (action is not ("buy" or "sell" or "add"))
        {
            return "";
        }

        var stop = world.Happens(0.6) ? $",\"stopLoss\":{{\"percent\":{Number(world.Chance.Next(1, 30) / 10m)}}}" : "";
        var target = world.Happens(0.5) ? $",\"takeProfit\":{{\"percent\":{Number(world.Chance.Next(1, 30) / 10m)}}}" : "";
        return stop + target;
    }

    private string Sentiment(string action) => action is "buy" or "sell" && world.Happens(0.15)
        ? $",\"sentiment\":\"{Pick("bullish", "bearish", "flat")}\""
        : "";

    private string Pick(params string[] choices) => choices[world.Chance.Next(choices.Length)];

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
