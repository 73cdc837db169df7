using Signalbox.Server.Cli;
using Xunit;

namespace Signalbox.Tests.Cli;

/// <summary>What explain tells people about a body, without a server.</summary>
public sealed class ExplainCommandTests
{
    [Theory]
    [InlineData("BTCUSDT buy 0.1 sl 2%", 0, "Read as: signalbox-text", "as text: BTCUSDT buy 0.1 sl off 2%", "\"percent\": \"2\"")]
    [InlineData("{“ticker”:“BTCUSDT”,“action”:“buy”}", 0, "Read as: traderspost", "Mended: smart-quotes")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","Quantity":5}""", 0, """not known, so kept and never acted upon: {"Quantity":5}""")]
    [InlineData("BTCUSDT buy 1; ETHUSDT sell 2", 0, "Signal 1 of 2", "Signal 2 of 2")]
    [InlineData("BTCUSDT bui 0.1", 1, "Refused: syntax-error (1:9)", "Did you mean buy?")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","price":"{{close}}"}""", 1, "Refused: unreplaced-placeholder ({{close}})")]
    [InlineData("limit 60000 buy 1 sl @61000 ticker BTCUSDT", 1, "Refused: stop-wrong-side")]
    public async Task Body_IsExplained(string body, int exit, params string[] told)
    {
        var output = new StringWriter();
        var terminal = new Terminal { Input = Stream.Null, InputIsRedirected = false, Output = output, Errors = output };
        Assert.Equal(exit, await new ExplainCommand(terminal).RunAsync(new(body, null, null, null), "", TestContext.Current.CancellationToken));
        Assert.All(told, part => Assert.Contains(part, output.ToString(), StringComparison.Ordinal));
    }
}
