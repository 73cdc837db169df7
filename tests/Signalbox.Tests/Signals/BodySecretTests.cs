using System.Text;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;
using Xunit;

namespace Signalbox.Tests.Signals;

public sealed class BodySecretTests
{
    private static readonly BodySecret Quoted = new("secret", "p\"w", "p\\\"w");

    [Fact]
    public void TakeOut_HidesEveryPlaceItStands()
    {
        var kept = BodySecrets.TakeOut(Submission("""{"secret":"p\"w","note":"p\"w","id":"lic-1"}""", _ => true), Reading("x") with { Secrets = [Quoted], Hidden = [new("id", "lic-1")] });
        Assert.Equal("""{"secret":"[redacted]","note":"[redacted]","id":"[redacted]"}""", kept.Redacted);
        Assert.Equal(kept.Redacted, kept.Arrival.Raw);
    }

    [Fact]
    public void Refuse_OneOfTwoWrong_NamesItsFieldAndNotItsValue()
    {
        var reading = Reading("x") with { Secrets = [new("token", "right"), new("key", "wrong-value")] };
        var refusal = BodySecrets.Refuse(Submission("x", secret => secret == "right"), reading);
        Assert.Equal(("invalid-password", "key"), (refusal?.Code, refusal?.Field));
        Assert.DoesNotContain("wrong-value", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuse_NoSecret_IsFine() => Assert.Null(BodySecrets.Refuse(Submission("x", _ => false), Reading("x")));

    private static Reading Reading(string code) => Signalbox.Signals.Reading.Refused(new(code, "."));

    private static Submission Submission(string body, Predicate<string> allows) => new()
    {
        Arrival = new() { Id = new("s"), Strategy = new("t"), At = default, Raw = body },
        Body = Encoding.UTF8.GetBytes(body),
        Allows = allows,
    };
}
