using System.Diagnostics;
using System.Text.Json;
using Signalbox.Server.Notifications;
using Signalbox.Server.Notifications.Senders;
using Signalbox.Tests.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>What each service is sent, over real sockets, and what is said where it does not take it.</summary>
public sealed class SenderTests : IDisposable
{
    private static readonly NotificationMessage Message = NotificationText.Of(
        [NotificationTextTests.Incident("emergency", "<!channel> @everyone *look* & act")], 0, new("https://signalbox.example/"), new(2026, 3, 1, 2, 30, 0, TimeSpan.Zero));

    private readonly NotificationOptions options = new() { AnswerWithin = TimeSpan.FromSeconds(2), SendWithin = TimeSpan.FromSeconds(4) };
    private readonly NotificationHttp http;
    private readonly AllSenders senders;

    public SenderTests()
    {
        var connections = new NotificationConnections(options);
        http = new(connections, options);
        senders = new(http, connections, options, SenderLayer.None);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Webhook_GetsTheWholeIncident_WithABearerToken()
    {
        await using var receiver = new Receiver();
        var delivery = await SendAsync(DestinationKind.Webhook, new() { Url = receiver.Address + "a/b?c=d", Token = "t0ken" });

        Assert.Equal(new Delivery.Delivered("127.0.0.1 took it with status 200."), delivery);
        var request = Assert.Single(receiver.Requests);
        Assert.StartsWith("POST /a/b?c=d HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer t0ken\r\n", request, StringComparison.Ordinal);
        var body = Receiver.BodyOf(request);
        Assert.Equal(("incidents", true, 1), (body.GetProperty("event").GetString(), body.GetProperty("grave").GetBoolean(), body.GetProperty("v").GetInt32()));
        Assert.Equal(("i1", "emergency", "BTCUSDT"), (Text(body.GetProperty("incidents")[0], "id"), Text(body.GetProperty("incidents")[0], "kind"), Text(body.GetProperty("incidents")[0], "symbol")));
    }

    [Fact]
    public async Task Slack_GetsTextInWhichNothingCallsAChannel()
    {
        var body = await BodyAsync(DestinationKind.Slack, address => new() { Url = address + "services/T/B/x" }, "POST /services/T/B/x ");
        Assert.Contains("&lt;!channel&gt; @everyone *look* &amp; act", Text(body, "text"), StringComparison.Ordinal);
        Assert.EndsWith("https://signalbox.example/signals/s1", Text(body, "text"), StringComparison.Ordinal);
        Assert.False(body.GetProperty("unfurl_links").GetBoolean());
    }

    [Fact]
    public async Task Discord_MentionsNobody()
    {
        var body = await BodyAsync(DestinationKind.Discord, address => new() { Url = address + "api/webhooks/1/x" }, "POST /api/webhooks/1/x ");
        Assert.Contains("@everyone", Text(body, "content"), StringComparison.Ordinal);
        Assert.Empty(body.GetProperty("allowed_mentions").GetProperty("parse").EnumerateArray());
    }

    [Fact]
    public async Task Telegram_GetsPlainTextForItsChat()
    {
        var body = await BodyAsync(DestinationKind.Telegram, address => new() { Url = address, Token = "123:abc", Chat = "-42" }, "POST /bot123:abc/sendMessage ");
        Assert.Equal("-42", Text(body, "chat_id"));
        Assert.False(body.TryGetProperty("parse_mode", out _));
    }

    [Fact]
    public async Task Ntfy_PublishesToItsTopic_AtThePriorityOfAnEmergency()
    {
        var body = await BodyAsync(DestinationKind.Ntfy, address => new() { Url = address + "my%2Dtopic", Token = "tk_1" }, "POST / ");
        Assert.Equal(("my-topic", 5, "https://signalbox.example/signals/s1"), (Text(body, "topic"), body.GetProperty("priority").GetInt32(), Text(body, "click")));
    }

    [Fact]
    public async Task Heartbeat_IsCalled()
    {
        await using var receiver = new Receiver();
        Assert.IsType<Delivery.Delivered>(await SendAsync(DestinationKind.Heartbeat, new() { Url = receiver.Address + "ping/x" }));
        Assert.StartsWith("GET /ping/x HTTP/1.1\r\n", Assert.Single(receiver.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DestinationKind.Webhook, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/", "127.0.0.1 answered 302. Redirects are not followed: enter the address it leads to.", null)]
    [InlineData(DestinationKind.Webhook, "HTTP/1.1 401 No", "127.0.0.1 answered 401. It does not accept the token or the address: enter it again.", null)]
    [InlineData(DestinationKind.Slack, "HTTP/1.1 410 Gone", "127.0.0.1 answered 410. The channel was archived: make a webhook for another one.", null)]
    [InlineData(DestinationKind.Discord, "HTTP/1.1 404 No", "127.0.0.1 answered 404. This webhook was removed: make another one in the channel's settings and enter its address.", null)]
    [InlineData(DestinationKind.Telegram, "HTTP/1.1 403 No", "127.0.0.1 answered 403. The bot was blocked or removed from the chat: let it in again.", null)]
    [InlineData(DestinationKind.Ntfy, "HTTP/1.1 429 Slow\r\nRetry-After: 7", "127.0.0.1 answered 429. It asks for fewer messages; it is sent again later.", 7)]
    [InlineData(DestinationKind.Heartbeat, "HTTP/1.1 503 Down", "127.0.0.1 answered 503. It has trouble of its own; it is sent again later.", null)]
    [InlineData(DestinationKind.Webhook, "this is no HTTP", "127.0.0.1 broke off, or its answer is no HTTP.", null)]
    public async Task Refusal_SaysWhatToMend(DestinationKind kind, string answer, string why, int? seconds)
    {
        await using var receiver = new Receiver { Answer = answer };
        var failed = Assert.IsType<Delivery.Failed>(await SendAsync(kind, new() { Url = receiver.Address + "canary-path", Token = "1:canary-token", Chat = "1" }));

        Assert.Equal((why, seconds), (failed.Why, (int?)failed.RetryAfter?.TotalSeconds));
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Silence_EndsInTime()
    {
        await using var receiver = new RawServer(async connection => await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending));
        var started = Stopwatch.GetTimestamp();
        var failed = Assert.IsType<Delivery.Failed>(await SendAsync(DestinationKind.Webhook, new() { Url = receiver.Address.ToString() }));

        Assert.Equal("127.0.0.1 did not answer within 2 seconds.", failed.Why);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1, 30);
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsNotRead()
    {
        await using var receiver = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nOK");
            await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending);
        });
        Assert.IsType<Delivery.Delivered>(await SendAsync(DestinationKind.Webhook, new() { Url = receiver.Address.ToString() }));
    }

    [Fact]
    public async Task Nobody_IsSaidSo() => Assert.Equal(
        "127.0.0.1 could not be reached: check the address and whether it runs.",
        Assert.IsType<Delivery.Failed>(await SendAsync(DestinationKind.Webhook, new() { Url = "http://127.0.0.1:1/" })).Why);

    [Theory]
    [InlineData("https://10.0.0.7/x")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://[fd00::1]/x")]
    [InlineData("https://[::ffff:192.168.1.1]/x")]
    public async Task PrivateNetworks_AreNotReached(string url)
    {
        var failed = Assert.IsType<Delivery.Failed>(await SendAsync(DestinationKind.Webhook, new() { Url = url }));
        Assert.Contains("is in a private network. Start the server with --private-notifications", failed.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_ThatStandsForThisMachine_IsNotReachedByIt()
    {
        var connections = new NotificationConnections(options);
        var name = System.Net.Dns.GetHostName();
        Assert.SkipWhen((await System.Net.Dns.GetHostAddressesAsync(name, Cancel)).All(address => Signalbox.Server.Scoring.PublicAddress.Is(address)), "This machine's name has public addresses alone.");

        await Assert.ThrowsAsync<PrivateDestinationException>(async () => await connections.ConnectAsync(name, 80, Cancel));
    }

    [Theory]
    [InlineData("http://hooks.example/x", "Expected https: what is told, and the address itself, would travel in the open.")]
    [InlineData("https://user:password@hooks.example/x", "An address has no user, password or fragment here.")]
    [InlineData("ftp://hooks.example/x", "Expected an address such as https://hooks.example/alerts, of at most 1000 characters.")]
    [InlineData("file:///etc/passwd", "Expected an address such as https://hooks.example/alerts, of at most 1000 characters.")]
    [InlineData("https://192.168.1.5/x", "192.168.1.5 is in a private network. Start the server with --private-notifications 192.168.1.5 to allow it.")]
    [InlineData("https://hooks.example/x", null)]
    [InlineData("http://localhost:9/x", null)]
    public void Url_OfAnotherKind_IsRefused(string url, string? fault) => Assert.Equal(fault, NotificationUrl.Fault(url, options));

    [Fact]
    public void Url_OfAHostThatWasNamed_MayBePrivate() =>
        Assert.Null(NotificationUrl.Fault("http://192.168.1.5/x", options with { PrivateHosts = new HashSet<string> { "192.168.1.5" } }));

    [Fact]
    public void Place_ShowsTheHostAndTheEndOfALongSecretAlone()
    {
        Assert.Equal("hooks.slack.com …9xyZ", new DestinationAddress { Url = "https://hooks.slack.com/services/T0/B0/abcdef9xyZ" }.Place(DestinationKind.Slack));
        Assert.Equal("ntfy.sh", new DestinationAddress { Url = "https://ntfy.sh" }.Place(DestinationKind.Ntfy));
        Assert.Equal("api.telegram.org, chat …6789", new DestinationAddress { Url = TelegramSender.Usual, Chat = "-10056789" }.Place(DestinationKind.Telegram));
        Assert.Equal("smtp.example.org:587, to m…@example.org", new DestinationAddress { Host = "smtp.example.org", Port = 587, To = ["me@example.org"] }.Place(DestinationKind.Email));
        Assert.Equal("DestinationAddress", new DestinationAddress { Token = "canary" }.ToString());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private Task<Delivery> SendAsync(DestinationKind kind, DestinationAddress address) => senders.SendAsync(kind, address, Message, Cancel);

    private async Task<JsonElement> BodyAsync(DestinationKind kind, Func<string, DestinationAddress> address, string begins)
    {
        await using var receiver = new Receiver();
        Assert.IsType<Delivery.Delivered>(await SendAsync(kind, address(receiver.Address.ToString())));
        var request = Assert.Single(receiver.Requests);
        Assert.StartsWith(begins, request, StringComparison.Ordinal);
        return Receiver.BodyOf(request);
    }
}
