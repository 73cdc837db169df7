using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Accounts.Hosting;
using Signalbox.Server.Cli;
using Signalbox.Server.Guidance;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Dry runs, the composer, the schema and the command that explains, over the whole Server.</summary>
public sealed class GuidanceTests : WholeServerTests
{
    [Fact]
    public async Task Parse_WithAStrategy_SaysWhatWouldBeSent_AndSendsNothing()
    {
        var (status, answer) = await ParseAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.15","stopLoss":{"percent":1},}""", "?strategy=demo");
        Assert.Equal((200, "traderspost", "trailing-comma"), (status, Text(answer, "reader"), answer.GetProperty("repairs")[0].GetString()));
        var signal = answer.GetProperty("signals")[0];
        Assert.Equal("BTCUSDT buy 0.15 sl off 1%", Text(signal, "text"));
        var target = signal.GetProperty("targets")[0];
        Assert.Equal(("demo", "paper", "pending"), (Text(target, "subscriptionId"), Text(target, "accountId"), Text(target, "status")));
        Assert.Equal(("signal", "0.15"), (Text(target.GetProperty("terms").GetProperty("entrySize"), "origin"), Text(target.GetProperty("terms").GetProperty("entrySize").GetProperty("value"), "quantity")));
        Assert.Equal(("entry", "buy", "0.15"), (Text(target.GetProperty("orders")[0], "leg"), Text(target.GetProperty("orders")[0], "side"), Text(target.GetProperty("orders")[0], "quantity")));
        Assert.Empty(Server.Services.GetRequiredService<AccountDirectory>().All.Single().Committed.Trades);
    }

    [Fact]
    public async Task Parse_OfWhatARuleWouldStop_NamesTheRule()
    {
        var (_, answer) = await ParseAsync("BTCUSDT buy 0.1 if long", "?strategy=demo");
        var target = answer.GetProperty("signals")[0].GetProperty("targets")[0];
        Assert.Equal("denied", Text(target, "status"));
        Assert.Contains(target.GetProperty("rules").EnumerateArray(), rule => Text(rule, "rule") == "required-position" && !rule.GetProperty("passed").GetBoolean());
        Assert.Empty(target.GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task Parse_WithoutAStrategy_IsTheReadingAlone()
    {
        var (status, answer) = await ParseAsync("kraken BTCUSDT buy 0.1; BTCUSDT close");
        Assert.Equal((200, "signalbox-text", 2), (status, Text(answer, "reader"), answer.GetProperty("signals").GetArrayLength()));
        Assert.False(answer.GetProperty("signals")[0].TryGetProperty("targets", out _));
    }

    [Theory]
    [InlineData("", "empty-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("""{"ticker":"BTCUSDT","action":"bu"}""", "invalid-action")]
    [InlineData("BTCUSDT buy sl", "syntax-error")]
    [InlineData("BTCUSDT protect", "nothing-to-protect")]
    public async Task Parse_NotUnderstood_AnswersWithTheWebhooksCode(string body, string code)
    {
        var (status, answer) = await ParseAsync(body);
        Assert.Equal((400, code, false), (status, Text(answer, "messageCode"), answer.GetProperty("success").GetBoolean()));
        var (webhookStatus, webhook) = await Server.SendAsync(body);
        Assert.Equal((status, code, Text(webhook, "message")), (webhookStatus, Text(webhook, "messageCode"), Text(answer, "message")));
    }

    [Fact]
    public async Task Parse_OfAnUnknownStrategy_IsNotFound() => Assert.Equal(404, (await ParseAsync("BTCUSDT buy", "?strategy=nobody")).Status);

    [Fact]
    public async Task TestSignal_IsAnsweredWithWhatTheAccountsWouldHaveDone()
    {
        var (_, answer) = await Server.SendAsync("BTCUSDT buy 0.1 test");
        var rehearsed = answer.GetProperty("rehearsal")[0];
        Assert.Equal(("pending", "0.1"), (Text(rehearsed, "status"), Text(rehearsed.GetProperty("orders")[0], "quantity")));
    }

    [Theory]
    [InlineData("code", "json")]
    [InlineData("code", "text")]
    [InlineData("tradingview_indicator", "json")]
    [InlineData("tradingview_indicator", "text")]
    [InlineData("tradingview_strategy", "json")]
    [InlineData("tradingview_strategy", "text")]
    [InlineData("code", "traderspost")]
    [InlineData("tradingview_indicator", "traderspost")]
    [InlineData("tradingview_strategy", "traderspost")]
    public async Task Composed_OnceItsPlaceholdersAreReplaced_IsUnderstood(string source, string format)
    {
        var (status, answer) = await ComposeAsync("BTCUSDT market buy 0.1 sl off 2% tp off 5%", source, format);
        Assert.Equal(200, status);
        var message = Text(answer, "message");
        Assert.Equal(source != "code", message.Contains("{{ticker}}", StringComparison.Ordinal));
        Assert.Equal(source == "tradingview_strategy", message.Contains("{{strategy.order.action}}", StringComparison.Ordinal));
        var sent = message
            .Replace("{{ticker}}", "BTCUSDT", StringComparison.Ordinal).Replace("{{strategy.order.action}}", "sell", StringComparison.Ordinal)
            .Replace("{{strategy.order.contracts}}", "0.25", StringComparison.Ordinal).Replace("{{close}}", "60000", StringComparison.Ordinal)
            .Replace("{{timenow}}", "2026-01-05T10:00:00Z", StringComparison.Ordinal).Replace("{{interval}}", "5", StringComparison.Ordinal);
        var signal = Signals.Readers.Reads.One(sent);
        Assert.Equal(source == "tradingview_strategy" ? "0.25" : "0.1", Signalbox.Text.Decimals.Canonical(signal.Size!.Quantity));
        Assert.Equal((2m, 5m), (signal.StopLoss!.Percent, signal.TakeProfit!.Targets[0].Percent));
        foreach (var sample in (string[])["curl", "python", "javaScript"])
        {
            Assert.Contains("SIGNALBOX_WEBHOOK", Text(answer, sample), StringComparison.Ordinal);
            Assert.DoesNotContain("{{", Text(answer, sample).Replace("${{", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.StartsWith("//@version=6", Text(answer, "pine"), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", Text(answer, "pine"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task ComposedAlert_HasNoIdOfItsOwn_AndTakesEveryTicker(string format)
    {
        var (_, answer) = await ComposeAsync("BTCUSDT buy 0.1 id abc", "tradingview_indicator", format);
        Assert.Contains("The id is left out", answer.GetProperty("steps").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
        foreach (var ticker in (string[])["ALL", "SPY 240510C68", "BINANCE"])
        {
            var sent = Text(answer, "message").Replace("{{ticker}}", ticker, StringComparison.Ordinal).Replace("{{close}}", "60000", StringComparison.Ordinal)
                .Replace("{{timenow}}", "2026-01-05T10:00:00Z", StringComparison.Ordinal).Replace("{{interval}}", "5", StringComparison.Ordinal);
            var signal = Signals.Readers.Reads.One(sent);
            Assert.Equal((ticker, (string?)null), (signal.Ticker, signal.ExplicitId));
        }

        Assert.Contains("abc", Text(answer, "curl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_OfWhatIsNotUnderstood_SaysWhy()
    {
        var (status, answer) = await ComposeAsync("BTCUSDT bui 1 sl 2%", "code", "json");
        Assert.Equal((422, "signal"), (status, Text(answer.GetProperty("errors")[0], "path")));
        Assert.Contains("Did you mean buy?", Text(answer.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("traderspost", "BTCUSDT buy 1 tp off 1% 50% tp off 2%", "format")]
    public async Task Compose_OfWhatTheLanguageCannotSay_SaysSoAtTheLanguage(string format, string signal, string path)
    {
        var (status, answer) = await ComposeAsync(signal, "code", format);
        Assert.Equal((422, path), (status, Text(answer.GetProperty("errors")[0], "path")));
        Assert.Contains("takeProfit", Text(answer.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_OfAFormsSignal_NamesTheFieldThatIsWrong()
    {
        var (status, answer) = await ComposeAsync("""{\"v\":1,\"ticker\":\"BTC\",\"action\":\"buy\",\"size\":{\"quantity\":\"a lot\"}}""", "code", "json");
        Assert.Equal((422, "signal.size.quantity"), (status, Text(answer.GetProperty("errors")[0], "path")));
    }

    [Fact]
    public async Task Parse_SaysWhichPieceSaidWhat_AndWhereItStopsMakingSense()
    {
        var (_, understood) = await ParseAsync("BTCUSDT buy 0.1");
        Assert.Equal(["ticker", "action", "size.quantity"], understood.GetProperty("parts").EnumerateArray().Select(part => Text(part, "field")));
        var (_, refused) = await ParseAsync("BTCUSDT buy 1\nBTCUSDT bui 1 sl 2%");
        Assert.Equal(2, refused.GetProperty("place").GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Schema_IsServedToEverybody()
    {
        using var client = new HttpClient { BaseAddress = Server.Api.BaseAddress };
        using var answer = await client.GetAsync(new Uri(SignalSchema.Path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(SignalSchema.Text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Explain_WithAStrategy_TellsPeopleWhatWouldHappen()
    {
        var output = new StringWriter();
        var terminal = new Terminal { Input = Stream.Null, InputIsRedirected = false, Output = output, Errors = output };
        var url = new Uri(Server.Api.BaseAddress!, Server.Hook).AbsoluteUri;
        var exit = await new ExplainCommand(terminal).RunAsync(new("BTCUSDT buy 0.1 sl off 1%", null, "demo", url), Folder, TestContext.Current.CancellationToken);
        Assert.Equal(0, exit);
        Assert.Contains("Read as: signalbox-text", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("order: entry buy 0.1 BTCUSDT market", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("stopLoss = ", output.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Status, JsonElement Body)> ParseAsync(string body, string query = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1/signals/parse" + query, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    private async Task<(int Status, JsonElement Body)> ComposeAsync(string signal, string source, string format)
    {
        using var content = new StringContent($$"""{"signal":"{{signal}}","source":"{{source}}","format":"{{format}}"}""", Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1/signals/compose", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
