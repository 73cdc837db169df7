using Signalbox.Server.Security;
using Signalbox.Server.Security.Webhooks;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class WebhookGateTests
{
    private readonly string first = SecretText.Create();
    private readonly string second = SecretText.Create();
    private readonly WebhookGate gate;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public WebhookGateTests() => gate = new([Key("s1", first), Key("s2", second)]);

    [Fact]
    public void Admit_WithTheStrategysSecret_NamesTheStrategy()
    {
        Assert.Equal("s1", gate.Admit("s1", first, Now)?.Key.Strategy.Value);
        Assert.Equal("s2", gate.Admit("s2", second, Now)?.Key.Strategy.Value);
    }

    [Fact]
    public void Admit_WithAnythingElse_IsRefused()
    {
        Assert.Null(gate.Admit("s1", second, Now));
        Assert.Null(gate.Admit("s1", "", Now));
        Assert.Null(gate.Admit("s1", first[..^1], Now));
        Assert.Null(gate.Admit("s1", first + "A", Now));
        Assert.Null(gate.Admit("S1", first, Now));
        Assert.Null(gate.Admit("s3", first, Now));
        Assert.Null(WebhookGate.Closed.Admit("s1", first, Now));
    }

    [Fact]
    public void Admit_WithMoreTextThanASecretHas_HashesOnlyItsBeginningAndRefuses()
    {
        var padded = new string('x', 128);
        var open = new WebhookGate([Key("s1", padded)]);

        Assert.Equal("s1", open.Admit("s1", padded, Now)?.Key.Strategy.Value);
        Assert.Null(open.Admit("s1", padded + new string('y', 1_000_000), Now));
    }

    [Fact]
    public void Admit_WithTheFormerSecret_IsToldApartAndEndsWithTheOverlap()
    {
        var rotated = new WebhookGate([Key("s1", second) with { Former = new(Convert.FromHexString(SecretText.Hash(first)), Now.AddHours(1)) }]);

        Assert.True(rotated.Admit("s1", first, Now)!.ByFormerSecret);
        Assert.False(rotated.Admit("s1", second, Now)!.ByFormerSecret);
        Assert.Null(rotated.Admit("s1", first, Now.AddHours(1)));
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
