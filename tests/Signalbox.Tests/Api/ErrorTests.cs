using System.Text;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class ErrorTests : ApiTests
{
    private const string Strategies = "/api/v1/strategies";

    [Theory]
    [InlineData("", "The body is not valid JSON: see line 1, byte 1.")]
    [InlineData("{ \"name\": canary }", "The body is not valid JSON: see line 1, byte 11.")]
    [InlineData("[]", "The body must be a JSON object.")]
    [InlineData("null", "The body must be a JSON object.")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "The body is not valid JSON, or names a field twice.")]
    public async Task Body_ThatIsNoJsonObject_IsRefusedWithoutQuotingIt(string body, string message)
    {
        var refused = await Api.PostAsync(Strategies, body);

        Assert.Equal((400, "malformed-json", message), (refused.Status, refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("{ \"n\u00edme\": 1 }")]
    [InlineData("{ \"name\": \"n\u00edme\" }")]
    public async Task Body_ThatIsNotUtf8_IsRefused(string body)
    {
        var refused = await Api.SendAsync(HttpMethod.Post, Strategies, null, request =>
        {
            request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
            request.Content.Headers.ContentType = new("application/json");
        });

        Assert.Equal((400, "malformed-json"), (refused.Status, refused.Code));
        Assert.Contains("not UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OfAnotherType_IsRefused()
    {
        var refused = await Api.SendAsync(HttpMethod.Post, Strategies, null, request => request.Content = new StringContent("""{ "name": "x" }""", Encoding.UTF8, "text/plain"));

        Assert.Equal((415, "not-json"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefused()
    {
        var refused = await Api.PostAsync(Strategies, $$"""{ "name": "{{new string('x', 300_000)}}" }""");

        Assert.Equal((413, "too-large"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Method_ThatAnAddressDoesNotTake_IsRefused()
    {
        var refused = await Api.SendAsync(HttpMethod.Patch, Strategies, "{}");

        Assert.Equal((405, "method-not-allowed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Failure_TellsTheCallerNothingButWhereToLook()
    {
        var failed = await Api.GetAsync("/api/v1/failing");

        Assert.Equal((500, "internal-error", "The server failed. Its log says why."), (failed.Status, failed.Code, failed.Message));
        Assert.Single(Api.Log, line => line.StartsWith("Error 4001 GET /api/v1/failing failed.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JournalFailure.NotCommitted, "not-committed", 0)]
    [InlineData(JournalFailure.OutcomeUnknown, "outcome-unknown", 1)]
    public async Task Store_ThatFails_IsA503WithWhatIsKnown(JournalFailure failure, string code, int saved)
    {
        Api.Store.NextCommit = failure;

        // The first commit of a request may be the token's time of last use.
        await Api.GetAsync(Strategies);
        Api.Store.NextCommit = failure;
        var refused = await Api.PostAsync(Strategies, """{ "name": "x" }""");

        Assert.Equal((503, code), (refused.Status, refused.Code));
        Assert.Equal(saved, (await Api.GetAsync(Strategies)).Items.Count);
    }

    [Fact]
    public async Task Text_ThatNoDatabaseKeeps_IsRefused()
    {
        var refused = await Api.PostAsync(Strategies, """{ "name": "a\u0000b" }""");

        Assert.Equal(["name: A name is one line without control characters."], refused.Errors);
    }

    [Theory]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("""{ "n\udc00": 1 }""")]
    [InlineData("""{ "allowedTickers": [ "A", "\ud800x" ] }""")]
    public async Task Text_WithHalfACharacter_IsRefused(string body)
    {
        var refused = await Api.PostAsync(Strategies, body);

        Assert.Equal((400, "The body holds what is no text: half a character (an escape such as \\ud83d without its second part), or bytes that are not UTF-8."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Query_WithControlCharacters_IsRefused()
    {
        Assert.Equal(["after: Expected the `next` of the page before."], (await Api.GetAsync($"{Strategies}?after=%00")).Errors);
        Assert.Equal(["strategyId: An id has no control characters."], (await Api.GetAsync("/api/v1/subscriptions?strategyId=%00")).Errors);
    }

    [Fact]
    public async Task Body_OfNothingButMistakes_IsReadUpToTheHundredth()
    {
        var fields = string.Join(',', Enumerable.Range(0, 5_000).Select(number => $"\"nmae{number}\": 1"));

        var refused = await Api.PostAsync(Strategies, $"{{ {fields} }}");

        Assert.Equal((422, 100), (refused.Status, refused.Errors.Count()));
    }

    [Fact]
    public async Task Reason_ThatIsTooLong_IsRefused()
    {
        var refused = await Api.PostAsync($"{Strategies}?reason={new string('x', 501)}", """{ "name": "x" }""");

        Assert.Equal(["reason: A reason has at most 500 characters."], refused.Errors);
    }
}
