using System.Net;
using Microsoft.AspNetCore.Http;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Tests.Journal;
using Xunit;

namespace Signalbox.Tests.Security.Webhooks;

public sealed class WebhookDoorTests
{
    private readonly ManualClock clock = new();
    private readonly string secret = SecretText.Create();
    private readonly WebhookTally tally;
    private WebhookDoor door;

    public WebhookDoorTests()
    {
        tally = new(clock);
        door = NewDoor();
    }

    [Fact]
    public void WrongSecret_OfAKnownAndOfAnUnknownStrategy_GetTheSameAnswersInTheSameOrder()
    {
        var known = Enumerable.Range(0, 25).Select(_ => Call("s1", "wrong", "203.0.113.7")).ToList();

        // A door of its own: two addresses might share a place in its table.
        door = NewDoor();
        var unknown = Enumerable.Range(0, 25).Select(_ => Call("nobody", "wrong", "198.51.100.7")).ToList();

        Assert.Equal(unknown, known);
        Assert.Equal(20, known.Count(refusal => refusal == DoorRefusal.NotFound));
        Assert.All(known[20..], refusal => Assert.Equal((429, "too-many-wrong-secrets", true), (refusal!.Status, refusal.Code, refusal.RetryAfter > TimeSpan.Zero)));
        Assert.Equal(25, tally.Read("s1").Counts["wrong-secret"]);
        Assert.Equal(20, tally.Read("s1").Last.Count);
    }

    [Fact]
    public void Secret_PastItsEnd_OpensNothing_AndTheOneRotatedInDoes()
    {
        var key = Key() with { Protection = new() { SecretExpiresAt = clock.GetUtcNow().AddHours(1) } };
        Assert.Null(Call("s1", secret, "203.0.113.7", key));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DoorRefusal.Expired, Call("s1", secret, "203.0.113.7", key));
    }

    [Fact]
    public void Limit_OfAStrategy_IsNotUsedUpByCallsThatProveTooLittle()
    {
        var key = Key() with { Protection = new() { Limits = new(PerSecond: 1, Burst: 1) }, Sources = [AllowedSource.Of("tradingview")] };
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(DoorRefusal.NotTradingView, Call("s1", secret, "203.0.113.7", key)));
        Assert.Null(Call("s1", secret, "52.89.214.238", key));
        Assert.Equal("too-many-requests", Call("s1", secret, "52.89.214.238", key)!.Code);
    }

    [Fact]
    public void Limit_ThatIsChanged_HoldsFromThenOn()
    {
        var key = Key() with { Protection = new() { Limits = new(PerSecond: 1, Burst: 1) } };
        Call("s1", secret, "203.0.113.7", key);
        Assert.NotNull(Call("s1", secret, "203.0.113.7", key));
        Assert.Null(Call("s1", secret, "203.0.113.7", key with { Protection = new() }));
    }

    private WebhookDoor NewDoor() => new(SourceList.Documented, new Vault([VaultKey.Create()]), tally, clock);

    private WebhookKey Key() => new(new("s1"), Convert.FromHexString(SecretText.Hash(secret)));

    private DoorRefusal? Call(string strategy, string sent, string from, WebhookKey? key = null)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        return door.Open(http, new([key ?? Key()]), strategy, sent).Refusal;
    }
}
