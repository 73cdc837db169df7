using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Sandbox.Faults;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>
/// A harness for any adapter against its sandbox exchange. An adapter's tests say how to make the venue, what it trades, and
/// which routes are commands and which are questions.
/// </summary>
public abstract class SandboxHarness : VenueHarness
{
    /// <summary>An adapter waits so long for an answer unless a test wants another: a busy machine may stand still for seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SandboxServer server;
    private readonly SandboxFaults faults;
    private readonly IVenue venue;

    protected SandboxHarness(SandboxServer server)
    {
        this.server = server;
        faults = new(this);
        venue = CreateVenue(server.Address, "secret", Patience);
    }

    /// <summary>
    /// Starts the exchange with a market maker that quotes anew only when a test moves the price: by itself it would take what
    /// a test lets rest at its quotes at a time of its own, between two requests or not.
    /// </summary>
    public static Task<SandboxServer> StartServerAsync(SandboxOptions options) =>
        SandboxServer.StartAsync(options with { RefreshEvery = TimeSpan.FromHours(1) }, TimeProvider.System, TestContext.Current.CancellationToken);

    public override IVenue Venue => venue;

    public override WireFaults? Faults => faults;

    /// <summary>As in <see cref="FaultRule.Route"/>.</summary>
    protected abstract string Commands { get; }

    protected abstract string Questions { get; }

    protected abstract string PrivateStream { get; }

    /// <summary>The exchange, for what a harness must see of it.</summary>
    protected SandboxServer Server => server;

    protected abstract IVenue CreateVenue(Uri address, string secret, TimeSpan timeout);

    public override Task SetPriceAsync(Price price)
    {
        server.Floor.SetPrice(Instrument, price);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<RecordedOrder>> RecordAsync() => Task.FromResult(server.Floor.Read<IReadOnlyList<RecordedOrder>>(_ =>
        [.. server.Floor.Ledger.Orders.Select(order => new RecordedOrder(order.Terms.ClientId, order.Filled))]));

    public override async ValueTask DisposeAsync()
    {
        await venue.DisposeAsync();
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class SandboxFaults(SandboxHarness harness) : WireFaults
    {
        private const int Always = 1_000_000;

        public override Task DropReplyAsync() => AddAsync(new() { Fault = FaultKind.DropReply, Route = harness.Commands });

        public override Task DropRequestAsync() => AddAsync(new() { Fault = FaultKind.DropRequest, Route = harness.Commands });

        public override Task DelayReplyAsync(TimeSpan delay) =>
            AddAsync(new() { Fault = FaultKind.DelayReply, Route = harness.Commands, DelayMs = (int)delay.TotalMilliseconds });

        public override Task LimitRateAsync(TimeSpan retryAfter) =>
            AddAsync(new() { Fault = FaultKind.TooManyRequests, Route = harness.Commands, RetryAfterSeconds = (int)retryAfter.TotalSeconds });

        public override Task FailAsync(int status, bool isCarriedOut) => AddAsync(new()
        {
            Fault = isCarriedOut ? FaultKind.FailAfterProcessing : FaultKind.Fail,
            Route = harness.Commands,
            Status = status,
        });

        public override Task SwallowAsync() => AddAsync(new() { Fault = FaultKind.BlackHole, Route = harness.Commands });

        public override Task DisconnectStreamsAsync() => AddAsync(new() { Fault = FaultKind.Disconnect, Route = harness.PrivateStream });

        public override Task DropFrameAsync() => AddAsync(new() { Fault = FaultKind.DropFrame, Route = harness.PrivateStream });

        public override Task DuplicateFrameAsync() => AddAsync(new() { Fault = FaultKind.DuplicateFrame, Route = harness.PrivateStream });

        public override Task FailQuestionsAsync() => AddAsync(new() { Fault = FaultKind.Fail, Route = harness.Questions, Times = Always });

        public override IVenue WithWrongSecret() => harness.CreateVenue(harness.server.Address, "wrong-secret", Patience);

        // Port 1 is reserved and nothing listens there.
        public override IVenue WithNobodyThere() => harness.CreateVenue(new("http://127.0.0.1:1"), "secret", Patience);

        public override IVenue WithPatience(TimeSpan timeout) => harness.CreateVenue(harness.server.Address, "secret", timeout);

        private Task AddAsync(FaultRule rule)
        {
            harness.server.Faults.Add(new([rule]));
            return Task.CompletedTask;
        }
    }
}
