using Signalbox.Server.Security;
using Signalbox.Server.Security.Webhooks;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class WebhookGateTests
{
    private readonly string first = SecretText.Create();
    private readonly string second = SecretText.Create();
    private readonly WebhookGate gate;

    public WebhookGateTests() => gate = new([Key("s1", first), Key("s2", second)]);

    [Fact]
    public void Admit_WithTheStrategysSecret_NamesTheStrategy()
    {
        Assert.Equal("s1", gate.Admit("s1", first)?.Value);
        Assert.Equal("s2", gate.Admit("s2", second)?.Value);
    }

    [Fact]
    public void Admit_WithAnythingElse_IsRefused()
    {
        Assert.Null(gate.Admit("s1", second));
        Assert.Null(gate.Admit("s1", ""));
        Assert.Null(gate.Admit("s1", first[..^1]));
        Assert.Null(gate.Admit("s1", first + "A"));
        Assert.Null(gate.Admit("S1", first));
        Assert.Null(gate.Admit("s3", first));
        Assert.Null(WebhookGate.Closed.Admit("s1", first));
    }

    [Fact]
    public void Admit_WithMoreTextThanASecretHas_HashesOnlyItsBeginningAndRefuses()
    {
        var padded = new string('x', 128);
        var open = new WebhookGate([Key("s1", padded)]);

        Assert.Equal("s1", open.Admit("s1", padded)?.Value);
        Assert.Null(open.Admit("s1", padded + new string('y', 1_000_000)));
    }

    [Fact]
    public void Body_OfAStrategyThatEnteredNoSecrets_NeedsNone()
    {
        Assert.True(gate.AllowsInBody(new("s1"), "anything"));
        Assert.False(gate.AllowsInBody(new("s3"), "anything"));
    }

    [Fact]
    public void Body_OfAStrategyThatEnteredSecrets_NeedsOneOfThem()
    {
        var strict = new WebhookGate([Key("s1", first) with { BodySecretHashes = [Convert.FromHexString(SecretText.Hash("license"))] }]);

        Assert.True(strict.AllowsInBody(new("s1"), "license"));
        Assert.True(strict.AllowsInBody(new("s1"), first));
        Assert.False(strict.AllowsInBody(new("s1"), "anything"));
    }

    private static WebhookKey Key(string strategy, string secret) => new(new(strategy), Convert.FromHexString(SecretText.Hash(secret)));
}
