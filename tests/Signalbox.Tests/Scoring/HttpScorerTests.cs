using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Accounts.Gates;
using Signalbox.Server.Configuration;
using Signalbox.Server.Scoring;
using Signalbox.Server.Security.Sealing;
using Signalbox.Strategies.Gates;
using Signalbox.Tests.Api;
using Signalbox.Tests.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Scoring;

/// <summary>The scorer over real sockets, with everything somebody else's server may do.</summary>
public sealed class HttpScorerTests : ApiTests
{
    private const string Secret = "canary-5up3rS3cret";

    [Fact]
    public async Task Ask_PostsTheSignalWithContextAndSecret()
    {
        await Api.PutAsync("/api/v1/gates/secrets/model_key", $$"""{"secret":"{{Secret}}"}""");
        string? seen = null;
        await using var server = new RawServer(async connection =>
        {
            seen = await connection.ReadAsync();
            await connection.AnswerAsync(Reply("""{"score":"0.75","verdict":"pass","reason":"Calm\nmarket"}"""));
        });

        var answer = await AskAsync(new(server.Address + "score", "model_key"));

        Assert.Equal((0.75m, true, "Calm market", null), (answer.Score, answer.Passes, answer.Reason, answer.Failure));
        Assert.StartsWith("POST /score HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {Secret}\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key: s1/sub1/model\r\n", seen, StringComparison.Ordinal);
        var body = JsonElement.Parse(seen![(seen!.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal("BTCUSDT buy flat", $"{body.GetProperty("signal").GetProperty("ticker")} {body.GetProperty("signal").GetProperty("action")} {body.GetProperty("context").GetProperty("position.side")}");
        Assert.Equal(1, body.GetProperty("v").GetInt32());
    }

    [Theory]
    [InlineData("""{"score":0.2}""", "0.2", null)]
    [InlineData("""{"verdict":"refuse"}""", "0", false)]
    [InlineData("""{"verdict":true,"more":{"x":1}}""", "1", true)]
    public async Task Ask_ScoreOrVerdictAlone_IsEnough(string body, string score, bool? passes)
    {
        var answer = await AnsweredAsync(Reply(body));
        Assert.Equal((decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture), passes), (answer.Score!.Value, answer.Passes));
    }

    [Theory]
    [InlineData("""{"score":1.5}""", "Its score is no number from 0 to 1.")]
    [InlineData("""{"score":"high"}""", "Its score is no number from 0 to 1.")]
    [InlineData("""{"score":[]}""", "Its score is no number from 0 to 1.")]
    [InlineData("""{"verdict":"maybe"}""", "Its verdict is neither \"pass\" nor \"refuse\".")]
    [InlineData("""{}""", "Its answer has neither a score nor a verdict.")]
    [InlineData("""[1]""", "Its answer is no JSON object.")]
    [InlineData("""{"score":""", "Its answer is not valid JSON.")]
    [InlineData("", "Its answer is not valid JSON.")]
    public async Task Ask_AnswerThatMakesNoSense_FailsWithTheReason(string body, string failure)
    {
        var answer = await AnsweredAsync(Reply(body));
        Assert.Equal((null, failure), (answer.Score, answer.Failure));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n", "It answered 500; only 200 is an answer, and redirects are not followed.")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n", "It answered 302; only 200 is an answer, and redirects are not followed.")]
    [InlineData("this is no HTTP\r\n\r\n", "It broke off, or its answer is no HTTP.")]
    public async Task Ask_AnswerThatIsNone_FailsWithTheReason(string answer, string failure) =>
        Assert.Equal(failure, (await AnsweredAsync(answer)).Failure);

    [Fact]
    public async Task Ask_AnswerWithoutEnd_IsReadToTheBoundOnly()
    {
        var answer = await AnsweredAsync($"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n{new string(' ', 70_000)}");
        Assert.Equal("Its answer is longer than 65536 bytes.", answer.Failure);
    }

    [Fact]
    public async Task Ask_Silence_EndsWithTheBudget()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.ReadAsync();
        });
        Assert.Equal("It did not answer within 120 ms.", (await AskAsync(new(server.Address.ToString(), BudgetMs: 120))).Failure);
    }

    [Fact]
    public async Task Ask_NobodyThere_FailsWithTheReason()
    {
        Uri address;
        await using (var server = new RawServer(_ => Task.CompletedTask))
        {
            address = server.Address;
        }

        Assert.Equal("It could not be reached.", (await AskAsync(new(address.ToString()))).Failure);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9/")]
    [InlineData("https://localhost:9/")]
    [InlineData("https://[::1]:9/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:192.168.1.1]/")]
    [InlineData("https://[fd00::1]/")]
    public async Task Ask_PrivateAddressNotAllowed_ConnectsToNothing(string url)
    {
        using var scorer = Scorer();
        var answer = await scorer.AskAsync(Question(new(url)), TestContext.Current.CancellationToken);
        Assert.Contains("is in a private network. Start the server with --private-scorers", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NameThatStandsForAPrivateAddress_IsRefusedWhenItIsLookedUp()
    {
        // No fault can be seen in the name itself: only what it is looked up to tells.
        using var client = new HttpClient(ScorerConnections.Handler(new()));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://localhost:9/"), TestContext.Current.CancellationToken));
        Assert.IsType<PrivateScorerException>(refused.InnerException);
    }

    [Fact]
    public async Task Ask_SecretThatIsGone_SendsNothing()
    {
        await using var server = new RawServer(connection => connection.AnswerAsync());
        Assert.Equal("There is no gate secret lost.", (await AskAsync(new(server.Address.ToString(), "lost"))).Failure);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Secret_StandsInNoAnswerLogOrError()
    {
        await Api.PutAsync("/api/v1/gates/secrets/model_key", $$"""{"secret":"{{Secret}}"}""");
        await AnsweredAsync("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", "model_key");
        var listed = await Api.GetAsync("/api/v1/gates/secrets");
        var audit = await Api.GetAsync("/api/v1/audit");

        Assert.Equal("model_key", listed.Items.Single().GetProperty("name").GetString());
        Assert.All([listed.Text, audit.Text, string.Join('\n', Api.Log), await Api.Store.DumpAsync()], text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    private static string Reply(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private async Task<ScorerAnswer> AnsweredAsync(string answer, string? secretName = null)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(answer);
        });
        return await AskAsync(new(server.Address.ToString(), secretName));
    }

    private async Task<ScorerAnswer> AskAsync(ScorerTerms terms)
    {
        using var scorer = Scorer("127.0.0.1");
        return await scorer.AskAsync(Question(terms with { BudgetMs = terms.BudgetMs == 500 ? 30_000 : terms.BudgetMs }), TestContext.Current.CancellationToken);
    }

    private HttpScorer Scorer(params string[] privateHosts) => new(
        new() { PrivateHosts = privateHosts.ToHashSet() }, Api.Services.GetRequiredService<CatalogueHolder>(), Api.Services.GetRequiredService<Vault>(), TimeProvider.System);

    private static ScorerQuestion Question(ScorerTerms terms) => new()
    {
        Trade = new(new("s1"), new("sub1")),
        Account = new("a1"),
        Strategy = new("st1"),
        Instrument = new("BTCUSDT"),
        Gate = "model",
        Terms = terms,
        Signal = new() { Ticker = "BTCUSDT", Action = Signalbox.Signals.SignalAction.Buy },
        Context = [new("position.side", "flat")],
        At = DateTimeOffset.UnixEpoch,
    };
}
