using System.Net;
using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Sandbox.Faults;
using Signalbox.Sandbox.Loopback;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;
using Xunit;

namespace Signalbox.Tests.Sandbox;

public sealed class SandboxServerTests : IAsyncLifetime
{
    private SandboxServer server = null!;
    private LoopbackVenue venue = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new(), TimeProvider.System, Cancel);
        venue = new(new() { Address = server.Address, Key = "key", Secret = "secret" }, TimeProvider.System);
        http = new() { BaseAddress = server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await venue.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Faults_AreSetReadAndClearedOverHttp()
    {
        var set = await PostAsync("/_faults", """{"rules":[{"fault":"fail","route":"POST /v1/orders","times":2,"status":500}]}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.IsType<VenueOutcome.Unknown>(await venue.PlaceAsync(Order(), Cancel));
        Assert.Equal(1, (await ReadAsync("/_faults"))[0].GetProperty("times").GetInt32());

        await http.DeleteAsync("/_faults", Cancel);

        Assert.Equal(0, (await ReadAsync("/_faults")).GetArrayLength());
        Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(Order(), Cancel));
    }

    [Fact]
    public async Task Faults_ThatCannotBeRead_AreRefused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/_faults", """{"rules":[{"fault":"gremlins"}]}""")).StatusCode);

    [Fact]
    public async Task Ledger_HoldsEveryOrder_WithItsIdAndFills()
    {
        var order = Order();
        await venue.PlaceAsync(order, Cancel);

        var recorded = Assert.Single((await ReadAsync("/_ledger")).EnumerateArray());

        Assert.Equal(order.Id.ToString(), recorded.GetProperty("clientId").GetString());
        Assert.Equal("filled", recorded.GetProperty("state").GetString());
        Assert.Equal("0.01", recorded.GetProperty("fills")[0].GetProperty("quantity").GetString());
    }

    [Fact]
    public async Task Arrivals_AreToldOnce_WithTheirIds()
    {
        var order = Order();
        await venue.PlaceAsync(order, Cancel);

        var arrivals = (await ReadAsync("/_arrivals")).GetProperty("arrivals");

        Assert.Equal(order.Id.ToString(), Assert.Single(arrivals.EnumerateArray()).GetProperty("clientId").GetString());
        Assert.True(arrivals[0].GetProperty("ticks").GetInt64() > 0);
        Assert.Equal(0, (await ReadAsync("/_arrivals")).GetProperty("arrivals").GetArrayLength());
    }

    [Fact]
    public async Task Price_IsWalkedOverHttp()
    {
        await PostAsync("/_price", """{"instrument":"BTCUSDT","price":"50000"}""");

        Assert.Equal(new Price(50_000m), (await venue.QuoteAsync(new("BTCUSDT"), Cancel)).Value!.Mid);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/_price", """{"instrument":"NONE","price":"1"}""")).StatusCode);
    }

    [Fact]
    public async Task DelayedRequest_PastItsWindow_IsRefusedByTheExchange_Unprocessed()
    {
        var clock = new PaperTestClock(PaperWorld.Start);
        await using var slow = await SandboxServer.StartAsync(new(), clock, Cancel);
        await using var sender = new LoopbackVenue(new() { Address = slow.Address, Key = "key", Secret = "secret" }, clock);
        slow.Faults.Add(new([new() { Fault = FaultKind.DelayRequest, Route = "POST /v1/orders", DelayMs = 600 }]));
        var placing = sender.PlaceAsync(Order() with { IntendedAt = PaperWorld.Start, SendBy = PaperWorld.Start.AddMilliseconds(300) }, Cancel);

        await ArrivedAsync(slow);
        await Until.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return placing.IsCompleted;
        });
        Assert.IsType<VenueOutcome.NotSent>(await placing);
        Assert.Empty(slow.Floor.Read(_ => slow.Floor.Ledger.Orders));
    }

    [Fact]
    public async Task DelayedRequest_IsCarriedOut_ThoughTheClientGaveUp()
    {
        var clock = new PaperTestClock(PaperWorld.Start);
        await using var slow = await SandboxServer.StartAsync(new(), clock, Cancel);
        await using var hasty = new LoopbackVenue(new() { Address = slow.Address, Key = "key", Secret = "secret" }, clock);
        slow.Faults.Add(new([new() { Fault = FaultKind.DelayRequest, Route = "POST /v1/orders", DelayMs = 500 }]));
        var order = Order() with { IntendedAt = PaperWorld.Start, SendBy = PaperWorld.Start.AddHours(1) };
        using var giving = new CancellationTokenSource();
        var placing = hasty.PlaceAsync(order, giving.Token);

        await ArrivedAsync(slow);
        await giving.CancelAsync();
        Assert.IsType<VenueOutcome.Unknown>(await placing);
        Assert.Empty(slow.Floor.Read(_ => slow.Floor.Ledger.Orders));
        await Until.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return slow.Floor.Read(_ => slow.Floor.Ledger.Count) > 0;
        });
        Assert.Equal(order.Id.ToString(), Assert.Single(slow.Floor.Read(_ => slow.Floor.Ledger.Orders)).Terms.ClientId);
    }

    [Fact]
    public void Rate_IsLimited_ForEachKeyByItself()
    {
        var rate = new LoopbackRate(new PaperTestClock(PaperWorld.Start));
        Assert.All(Enumerable.Range(0, LoopbackLimits.RequestsPerSecond), _ => Assert.Null(rate.Refuse("ann")));

        Assert.Equal("1", rate.Refuse("ann"));
        Assert.Null(rate.Refuse("bob"));
    }

    [Fact]
    public async Task Host_Runs_UntilItIsToldToStop()
    {
        var started = new TaskCompletionSource<Uri>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = SandboxHost.RunAsync(new() { OnStarted = started.SetResult, Drifts = true }, TimeProvider.System, stopping.Token);
        using var client = new HttpClient { BaseAddress = await started.Task };
        Assert.Equal("[]", await client.GetStringAsync("/_ledger", Cancel));

        await stopping.CancelAsync();

        await running;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/_ledger", Cancel));
    }

    [Fact]
    public async Task UnknownExchange_IsNamed_WithThoseThereAre()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(new() { Exchange = "nowhere" }, TimeProvider.System, Cancel));

        Assert.Contains("loopback", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Returns when the request that the fault waits for is there.</summary>
    private static Task ArrivedAsync(SandboxServer server) => Until.HoldsAsync(() => server.Faults.Waiting.Count == 0);

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await http.PostAsync(path, content, Cancel);
    }

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(path, Cancel));
        return document.RootElement.Clone();
    }

    private static PlaceOrder Order() => new()
    {
        Id = ClientOrderId.Derive(Guid.NewGuid().ToString()),
        Instrument = new("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(0.01m),
        IntendedAt = DateTimeOffset.UtcNow,
        SendBy = DateTimeOffset.UtcNow.AddSeconds(10),
    };
}
