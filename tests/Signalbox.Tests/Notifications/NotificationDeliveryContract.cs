using System.Text.Json;
using Signalbox.Server.Notifications;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>An incident reaches each destination, whatever stands in its way, and no storm reaches any. On both stores.</summary>
public abstract class NotificationDeliveryContract : NotificationScene
{
    [Fact]
    public async Task Incident_IsToldOnceToEachDestination_ThatWasThereBefore()
    {
        await using var first = new Receiver();
        await using var second = new Receiver();
        await RaiseAsync("Before anybody asked.");
        await Until.HoldsAsync(async () => (await IncidentsAsync()).Count > 0);
        await AddAsync("first", first.Address);
        var id = await AddAsync("second", second.Address);

        await RaiseAsync("The disk is nearly full.");
        await Until.HoldsAsync(() => first.Requests.Count > 0 && second.Requests.Count > 0);
        await Until.HoldsAsync(async () => (await ShownAsync(id)).GetProperty("waiting").GetInt64() == 0);
        await RaiseAsync("Another one.");
        await Until.HoldsAsync(() => first.Requests.Count > 1 && second.Requests.Count > 1);

        foreach (var receiver in new[] { first, second })
        {
            var told = receiver.Bodies.Select(body => body.GetProperty("incidents").EnumerateArray().Single()).ToList();
            Assert.Equal(["The disk is nearly full.", "Another one."], told.Select(each => Text(each, "message")));
            Assert.Equal("https://signalbox.example/alerts", Text(receiver.Bodies[0], "link"));
        }

        Assert.Equal((await IncidentsAsync())[..2].Select(each => Text(each, "id")).Reverse(), first.Incidents);
    }

    [Fact]
    public async Task Incident_OfAnAccount_NamesItAndItsStrategy_AndGoesToWhomItIsAbout()
    {
        await using var of = new Receiver();
        await using var other = new Receiver();
        await AddAsync("of-paper", of.Address, more: """, "accountId": "paper", "kinds": ["trading_state"]""");
        await AddAsync("graves", other.Address, more: """, "grade": "grave" """);

        using var stop = new StringContent("""{"reason":"to have an alert"}""", System.Text.Encoding.UTF8, "application/json");
        (await Server.Api.PostAsync(new Uri("/api/v1/kill-switch", UriKind.Relative), stop, Cancel)).EnsureSuccessStatusCode();
        await RaiseAsync("Of the installation, which this destination did not ask for.");
        await Until.HoldsAsync(() => of.Requests.Count > 0);

        var incident = of.Bodies[0].GetProperty("incidents")[0];
        Assert.Equal(("trading_state", "paper", "Paper account"), (Text(incident, "kind"), Text(incident, "account"), Text(incident, "accountName")));
        Assert.DoesNotContain(of.Requests, request => request.Contains("Of the installation", StringComparison.Ordinal));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task ReceiverThatIsDown_IsToldWhenItIsBack_AndShownAsFailingUntilThen()
    {
        await using var receiver = new Receiver { Answer = "HTTP/1.1 503 Down" };
        var id = await AddAsync("phone", receiver.Address);
        await RaiseAsync("First.");
        await Until.HoldsAsync(() => receiver.Requests.Count >= 3);
        var failing = await ShownAsync(id);
        Assert.Equal("127.0.0.1 answered 503. It has trouble of its own; it is sent again later.", Text(failing, "failure"));
        Assert.True(failing.TryGetProperty("failingSince", out _) && failing.TryGetProperty("nextTryAt", out _));
        await RaiseAsync("Second.");

        receiver.Answer = "HTTP/1.1 200 OK";
        await Until.HoldsAsync(async () => (await ShownAsync(id)).GetProperty("waiting").GetInt64() == 0);

        var well = await ShownAsync(id);
        Assert.False(well.TryGetProperty("failingSince", out _));
        Assert.True(well.TryGetProperty("lastDeliveredAt", out _) && well.TryGetProperty("lastFailedAt", out _));
        Assert.Equal(2, receiver.Incidents.Distinct().Count());
    }

    [Fact]
    public async Task Restart_InTheMiddleOfASending_LosesNothing()
    {
        await using var receiver = new Receiver();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Before = () => held.Task;
        await AddAsync("phone", receiver.Address);
        await RaiseAsync("Sent while the server stops.");
        await Until.HoldsAsync(() => receiver.Requests.Count == 1);
        await RaiseAsync("Written just before it stops.");
        await Server.DisposeAsync();
        held.SetResult();

        await StartAsync();
        await Until.HoldsAsync(() => receiver.Incidents.Distinct().Count() == 2);
        var ids = receiver.Incidents.Distinct().ToList();
        Assert.Equal((await IncidentsAsync()).Where(each => Text(each, "kind") == "upkeep").Select(each => Text(each, "id")).Order(), ids.Order());

        // Rebuilding the tables brings the same incidents again, and nobody is told twice.
        var before = receiver.Requests.Count;
        using var rebuild = await Server.Api.PostAsync(new Uri("/api/v1/jobs/rebuild", UriKind.Relative), null, Cancel);
        rebuild.EnsureSuccessStatusCode();
        await RaiseAsync("After the rebuilding.");
        await Until.HoldsAsync(() => receiver.Incidents.Distinct().Count() == 3);
        Assert.Equal(1, receiver.Bodies.Skip(before).Sum(body => body.GetProperty("incidents").GetArrayLength()));
    }

    [Fact]
    public async Task Storm_IsFewMessages_AndNoneOfItIsForgotten()
    {
        const int Count = 120;
        await using var receiver = new Receiver();
        await AddAsync("phone", receiver.Address);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => RaiseAsync($"Storm {number}")));

        long Told() => receiver.Bodies.Sum(body => body.GetProperty("incidents").GetArrayLength() + body.GetProperty("more").GetInt64());
        await Until.HoldsAsync(() => Told() >= Count);
        Assert.Equal(Count, Told());
        Assert.InRange(receiver.Requests.Count, 1, 12);
        Assert.Contains(receiver.Bodies, body => Text(body, "text").Contains(" more.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SlowDestination_DelaysNoOther()
    {
        await using var slow = new Receiver();
        await using var quick = new Receiver();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow.Before = () => held.Task;
        await AddAsync("slow", slow.Address);
        await AddAsync("quick", quick.Address);

        for (var number = 1; number <= 3; number++)
        {
            await RaiseAsync($"Number {number}");
            var wanted = number;
            await Until.HoldsAsync(() => quick.Incidents.Count == wanted);
        }

        Assert.Single(slow.Requests);
        held.SetResult();
        await Until.HoldsAsync(() => slow.Incidents.Distinct().Count() == 3);
    }

    [Fact]
    public async Task Failure_IsToldToTheOthers_AndNeverFeedsOnItself()
    {
        Pace(pace => pace with { TellAfter = TimeSpan.Zero, TriesMax = 3 });
        await using var broken = new Receiver { Answer = "HTTP/1.1 404 No" };
        await using var well = new Receiver();
        var id = await AddAsync("broken", broken.Address);
        await AddAsync("well", well.Address);

        await RaiseAsync("Something.");
        await Until.HoldsAsync(() => Codes(well).Contains("notification-given-up") && Codes(well).Contains("notification-failing"));
        await Until.HoldsAsync(async () => (await ShownAsync(id)).GetProperty("givenUp").GetInt64() == 1);
        var tries = broken.Requests.Count;
        await RaiseAsync("Something else.");
        await Until.HoldsAsync(async () => (await ShownAsync(id)).GetProperty("givenUp").GetInt64() == 2);

        // Once a day each, however often it fails.
        Assert.Equal(["notification-failing", "notification-given-up"], (await IncidentsAsync()).Select(CodeOf).Where(NotificationAlarm.IsOne).Order());
        Assert.All(broken.Bodies, body => Assert.DoesNotContain("notification-", body.GetRawText(), StringComparison.Ordinal));
        Assert.Equal((3, 6), (tries, broken.Requests.Count));
        var told = well.Bodies.SelectMany(body => body.GetProperty("incidents").EnumerateArray()).First(each => CodeOf(each) == "notification-failing");
        Assert.StartsWith("The destination broken does not take notifications: 127.0.0.1 answered 404.", Text(told, "message"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", Text(told, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heartbeat_GoesOnWhileAllIsWell_AndIsSentNoIncident()
    {
        await using var receiver = new Receiver();
        await AddAsync("pulse", receiver.Address, "heartbeat");
        await RaiseAsync("Something.");
        await Until.HoldsAsync(() => receiver.Requests.Count >= 3);

        Assert.All(receiver.Requests, request => Assert.StartsWith("GET /secret-path-of-pulse ", request, StringComparison.Ordinal));
        await Server.DisposeAsync();
        var last = receiver.Requests.Count;
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        Assert.Equal(last, receiver.Requests.Count);
        await StartAsync();
        await Until.HoldsAsync(() => receiver.Requests.Count > last);
    }

    [Fact]
    public async Task SwitchedOffAndOnAgain_IsToldOfWhatHappensFromThenOn()
    {
        await using var receiver = new Receiver();
        var id = await AddAsync("phone", receiver.Address);
        await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "phone", "kind": "webhook", "enabled": false, "version": 1 }""", System.Net.HttpStatusCode.OK);
        await RaiseAsync("While it is off.");
        await Until.HoldsAsync(async () => (await IncidentsAsync()).Count > 0);
        await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "phone", "kind": "webhook", "version": 2 }""", System.Net.HttpStatusCode.OK);
        await RaiseAsync("When it is on.");
        await Until.HoldsAsync(() => receiver.Incidents.Count > 0);

        Assert.Equal("When it is on.", Text(receiver.Bodies[0].GetProperty("incidents").EnumerateArray().Single(), "message"));
    }

    [Fact]
    public async Task Rule_ThatKeepsAnIncidentQuiet_KeepsItFromBeingTold()
    {
        await using var receiver = new Receiver();
        await using var all = new Receiver();
        await AddAsync("phone", receiver.Address);
        await AddAsync("log", all.Address, more: """, "grade": "everything" """);
        using var rules = new StringContent("""{"rules":[{"name":"known","kinds":["upkeep"],"effect":"quiet"}],"version":0}""", System.Text.Encoding.UTF8, "application/json");
        (await Server.Api.PutAsync(new Uri("/api/v1/alert-rules", UriKind.Relative), rules, Cancel)).EnsureSuccessStatusCode();

        await RaiseAsync("Quiet.");
        await Until.HoldsAsync(() => all.Incidents.Count == 1);
        Assert.Empty(receiver.Requests);
    }

    private static List<string> Codes(Receiver receiver) =>
        [.. receiver.Bodies.SelectMany(body => body.GetProperty("incidents").EnumerateArray()).Select(CodeOf)];

    private static string CodeOf(JsonElement incident) => incident.TryGetProperty("code", out var code) ? code.GetString()! : "";

    private async Task<List<JsonElement>> IncidentsAsync() => [.. (await Server.GetAsync("/incidents")).GetProperty("items").EnumerateArray()];
}
