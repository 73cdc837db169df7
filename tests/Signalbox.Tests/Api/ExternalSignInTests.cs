using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Structure;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class ExternalSignInTests : IAsyncLifetime
{
    private TestIssuer issuer = null!;
    private ApiScene api = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        var options = new ExternalOptions { Issuer = new(issuer.Address), ClientId = TestIssuer.ClientId, ClientSecret = "canary-client-secret" };
        api = await ApiScene.StartAsync(services => services.AddSingleton(options));
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Identity_ThatAUserLinked_SignsThatUserIn()
    {
        await LinkAsync("subject-1");

        var answer = await SignInAsync("subject-1");

        Assert.Equal(200, answer.Status);
        var session = await api.SendWithCookieAsync(ApiScene.CookieOf(answer, "signalbox_session"), HttpMethod.Get, "/api/v1/session");
        Assert.Equal("ada", session.Body.GetProperty("name").GetString());
        Assert.DoesNotContain("canary-client-secret", await api.Store.DumpAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(api.Log, line => line.Contains("canary-client-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Identity_ThatNobodyLinked_MakesNobody()
    {
        var answer = await SignInAsync("stranger");

        Assert.Equal((403, "external-unknown"), (answer.Status, answer.Code));
        Assert.Single((await api.GetAsync("/api/v1/users")).Items);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("none")]
    [InlineData("symmetric")]
    [InlineData("foreign key")]
    [InlineData("no expiry")]
    [InlineData("no subject")]
    public async Task Token_WithSomethingWrong_SignsNobodyIn(string fault)
    {
        await LinkAsync("subject-1");

        var refused = await SignInAsync("subject-1", Break(fault));

        Assert.Equal((403, "external-refused"), (refused.Status, refused.Code));
        issuer.Algorithm = "RS256";
        issuer.SignsWithForeignKey = false;
        Assert.Equal(200, (await SignInAsync("subject-1")).Status);
    }

    [Fact]
    public async Task Answer_ForAnotherBrowserOrAnotherState_IsRefused()
    {
        await LinkAsync("subject-1");
        var (cookie, question) = await BeginAsync("/api/v1/session/external", null);
        issuer.Vouch("subject-1", question["nonce"]!, api.Clock.GetUtcNow());

        var withoutCookie = await ReturnAsync("", question["state"]!);
        var wrongState = await ReturnAsync(cookie, "guess");
        var spent = await ReturnAsync(cookie, question["state"]!);

        Assert.All([withoutCookie, wrongState, spent], answer => Assert.Equal("external-refused", answer.Code));
    }

    [Fact]
    public async Task Code_WithAnotherProofKey_IsNotExchanged()
    {
        await LinkAsync("subject-1");

        var refused = await SignInAsync("subject-1", () => issuer.Challenge = "another");

        Assert.Equal("external-refused", refused.Code);
    }

    [Fact]
    public async Task Answer_AfterFiveMinutes_IsTooLate()
    {
        await LinkAsync("subject-1");

        Assert.Equal("external-refused", (await SignInAsync("subject-1", () => api.Clock.Advance(TimeSpan.FromMinutes(5)))).Code);
    }

    [Fact]
    public async Task Keys_ThatTheIssuerChanged_AreFetchedAgain_OnceAMinute()
    {
        await LinkAsync("subject-1");

        issuer.ChangeKey();
        Assert.Equal(200, (await SignInAsync("subject-1")).Status);
        issuer.ChangeKey();
        var asked = issuer.KeysAsked;
        Assert.Equal("external-refused", (await SignInAsync("subject-1")).Code);
        Assert.Equal(asked, issuer.KeysAsked);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await SignInAsync("subject-1")).Status);
    }

    [Fact]
    public async Task Keys_ThatWereNone_AreNotKept()
    {
        issuer.Answers["/jwks"] = """{ "keys": [] }""";
        Assert.Equal("external-refused", (await SignInAsync("subject-1")).Code);
        issuer.Answers.Clear();
        api.Clock.Advance(TimeSpan.FromMinutes(1));

        await LinkAsync("subject-1");

        Assert.Equal(200, (await SignInAsync("subject-1")).Status);
    }

    [Theory]
    [InlineData("/jwks", "<html>")]
    [InlineData("/jwks", "[]")]
    [InlineData("/jwks", "hang")]
    [InlineData("/.well-known/openid-configuration", "hang")]
    [InlineData("/.well-known/openid-configuration", "<html>")]
    [InlineData("/.well-known/openid-configuration", "[]")]
    [InlineData("/.well-known/openid-configuration", "{}")]
    [InlineData("/.well-known/openid-configuration", """{ "issuer": null }""")]
    [InlineData("/.well-known/openid-configuration", """{ "issuer": 7 }""")]
    public async Task Issuer_ThatAnswersBadly_IsSaidToBeUnreachable(string path, string answer)
    {
        issuer.Answers[path] = answer;

        var begun = await api.SendAsync(HttpMethod.Post, "/api/v1/session/external", null, request => request.Headers.Authorization = null);

        Assert.Equal((502, "external-unreachable"), (begun.Status, begun.Code));
        issuer.Answers.Clear();
        Assert.Equal("external-unknown", (await SignInAsync("stranger")).Code);
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{ "id_token": null }""")]
    [InlineData("""{ "id_token": "none" }""")]
    public async Task Exchange_ThatIsAnsweredBadly_IsRefused(string answer)
    {
        await LinkAsync("subject-1");
        issuer.Answers["/token"] = answer;

        Assert.Equal("external-refused", (await SignInAsync("subject-1")).Code);
    }

    [Fact]
    public async Task Address_ThatFailed_IsForgivenWhenSomebodySignsInThere()
    {
        await LinkAsync("subject-1");
        await api.AddUserAsync("grace", Role.Viewer);
        for (var round = 0; round < 2; round++)
        {
            for (var typo = 0; typo < 19; typo++)
            {
                await api.PostAsync("/api/v1/session", """{ "name": "nobody", "password": "typo" }""");
            }

            Assert.Equal(200, (await SignInAsync("subject-1")).Status);
        }

        Assert.Equal(200, (await api.PostAsync("/api/v1/session", $$"""{ "name": "grace", "password": "{{ApiScene.OwnerPassword}}" }""")).Status);
    }

    [Fact]
    public async Task Link_IsTakenAwayAgain_AndNeedsASession()
    {
        var session = await LinkAsync("subject-1");
        var byToken = await api.PostAsync("/api/v1/session/external/link");
        var unlinked = await api.SendWithCookieAsync(session, HttpMethod.Delete, "/api/v1/session/external/link", withHeader: true);

        Assert.Equal((403, 204), (byToken.Status, unlinked.Status));
        Assert.Equal("external-unknown", (await SignInAsync("subject-1")).Code);
    }

    [Fact]
    public async Task Issuer_ThatSignedNobodyIn_IsBelieved_AndItsWordsAreNot()
    {
        var (cookie, question) = await BeginAsync("/api/v1/session/external", null);

        var declined = await ReturnAsync(cookie, question["state"]!, "error=access_denied&error_description=call-this-number");
        var again = await ReturnAsync(cookie, question["state"]!);

        Assert.Equal((403, "external-declined"), (declined.Status, declined.Code));
        Assert.DoesNotContain("call-this-number", declined.Text, StringComparison.Ordinal);
        Assert.Equal("external-refused", again.Code);
    }

    [Fact]
    public async Task Refusal_InABrowser_IsAPageThatGoesBack_AndSaysItsCodeAlone()
    {
        var (cookie, question) = await BeginAsync("/api/v1/session/external", null);
        issuer.Vouch("stranger", question["nonce"]!, api.Clock.GetUtcNow());
        var signIn = await ReturnAsync(cookie, question["state"]!, isBrowser: true);
        await LinkAsync("subject-1");
        var other = await api.AddUserAsync("grace", Role.Viewer);
        (cookie, question) = await BeginAsync("/api/v1/session/external/link", await api.SignInAsync(other.Name, ApiScene.OwnerPassword));
        issuer.Vouch("subject-1", question["nonce"]!, api.Clock.GetUtcNow());
        var link = await ReturnAsync(cookie, question["state"]!, isBrowser: true);

        Assert.Equal(403, signIn.Status);
        Assert.Contains("0;url=/?external=external-unknown", signIn.Text, StringComparison.Ordinal);
        Assert.Contains("0;url=/security?external=external-taken", link.Text, StringComparison.Ordinal);
    }

    /// <summary>The page has the sentence of every code it may come back with.</summary>
    [Fact]
    public void Refusals_AreAllKnownToTheControlCentre()
    {
        var known = File.ReadAllText(Path.Combine(Repository.Root, "web", "src", "pages", "sign-in", "externalRefusals.ts"));
        var refusals = Enum.GetValues<ExternalOutcome>().Except([ExternalOutcome.Linked, ExternalOutcome.Proven, ExternalOutcome.SignedIn]);
        Assert.All(refusals, outcome => Assert.Contains($"'{SignInErrors.OfExternal(outcome).Code}':", known, StringComparison.Ordinal));
    }

    private Action Break(string fault) => fault switch
    {
        "nonce" => () => issuer.Claims["nonce"] = "another",
        "audience" => () => issuer.Claims["aud"] = "another",
        "issuer" => () => issuer.Claims["iss"] = "https://elsewhere.example",
        "expired" => () => issuer.Claims["exp"] = api.Clock.GetUtcNow().AddMinutes(-3).ToUnixTimeSeconds(),
        "no expiry" => () => issuer.Claims.Remove("exp"),
        "none" => () => issuer.Algorithm = "none",
        "symmetric" => () => issuer.Algorithm = "HS256",
        "foreign key" => () => issuer.SignsWithForeignKey = true,
        "no subject" => () => issuer.Claims["sub"] = "",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private async Task<string> LinkAsync(string subject)
    {
        var session = await api.SignInAsync("ada", ApiScene.OwnerPassword);
        var (cookie, question) = await BeginAsync("/api/v1/session/external/link", session);
        issuer.Vouch(subject, question["nonce"]!, api.Clock.GetUtcNow());
        var answer = await ReturnAsync(cookie, question["state"]!);
        Assert.True(answer.Status == 200, answer.Text);
        return session;
    }

    private async Task<ApiAnswer> SignInAsync(string subject, Action? before = null)
    {
        var (cookie, question) = await BeginAsync("/api/v1/session/external", null);
        issuer.Vouch(subject, question["nonce"]!, api.Clock.GetUtcNow());
        before?.Invoke();
        return await ReturnAsync(cookie, question["state"]!);
    }

    private async Task<(string Cookie, Dictionary<string, string?> Question)> BeginAsync(string path, string? session)
    {
        var begun = await api.SendAsync(HttpMethod.Post, path, null, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("X-Signalbox", "1");
            request.Headers.Add("Cookie", $"signalbox_session={session ?? "none"}");
        });
        Assert.True(begun.Status == 200, begun.Text);
        var question = QueryHelpers.ParseQuery(new Uri(begun.Body.GetProperty("address").GetString()!).Query).ToDictionary(each => each.Key, each => each.Value.FirstOrDefault());
        Assert.Equal(("code", "S256"), (question["response_type"], question["code_challenge_method"]));
        issuer.Challenge = question["code_challenge"]!;
        return (ApiScene.CookieOf(begun, "signalbox_external"), question);
    }

    private Task<ApiAnswer> ReturnAsync(string cookie, string state, string with = "code=the-code", bool isBrowser = false) =>
        api.SendAsync(HttpMethod.Get, $"/api/v1/session/external/callback?{with}&state={state}", null, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Accept.ParseAdd(isBrowser ? "text/html" : "*/*");
            request.Headers.Add("Cookie", $"signalbox_external={cookie}");
        });
}
