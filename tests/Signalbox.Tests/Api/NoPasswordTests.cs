using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Whoever came in by an external identity has no password, and proves who it is all the same.</summary>
public sealed class NoPasswordTests : IAsyncLifetime
{
    private const string Proof = "/api/v1/session/external/proof";
    private const string Risky = """{ "name": "mine", "scopes": ["read"] }""";

    private TestIssuer issuer = null!;
    private ApiScene api = null!;
    private ExternalBrowser browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        var options = new ExternalOptions { Issuer = new(issuer.Address), ClientId = TestIssuer.ClientId };
        api = await ApiScene.StartAsync(services => services.AddSingleton(options));
        browser = new(api, issuer);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Invitation_AcceptedAtTheIssuer_LinksTheIdentity_AndSignsIn()
    {
        var (_, token) = await InviteAsync("grace");

        var accepted = await AcceptAsync(token, "subject-1");

        Assert.Equal(200, accepted.Status);
        var session = (await AsAsync(ApiScene.CookieOf(accepted, "signalbox_session"), HttpMethod.Get, "/api/v1/session")).Body;
        Assert.Equal(("grace", false), (session.GetProperty("name").GetString(), session.GetProperty("hasPassword").GetBoolean()));
        Assert.Equal(["external"], session.GetProperty("proofs").EnumerateArray().Select(each => each.GetString()));
        Assert.Equal(200, (await browser.GoAsync("/api/v1/session/external", "subject-1")).Status);
        Assert.Equal(401, (await api.PostAsync("/api/v1/session", """{ "name": "grace", "password": "any password at all" }""")).Status);
        Assert.Equal(["external_identity_linked", "invitation_accepted", "user_created"], await EntriesAsync("grace", "invitation_accepted", "external_identity_linked", "user_created"));
    }

    [Fact]
    public async Task Identity_ThatIsSomebodyElses_DoesNotSpendTheInvitation()
    {
        await ComeInAsync("grace", "subject-1");
        var (_, token) = await InviteAsync("bob");

        Assert.Equal("external-taken", (await AcceptAsync(token, "subject-1")).Code);

        Assert.Equal(200, (await AcceptAsync(token, "subject-2")).Status);
        Assert.Equal("external-unknown", (await browser.GoAsync("/api/v1/session/external", "subject-3")).Code);
    }

    [Fact]
    public async Task Invitation_RevokedWhileItsHolderIsAtTheIssuer_LetsNobodyIn()
    {
        var (id, token) = await InviteAsync("grace");

        var (cookie, question) = await browser.BeginAsync("/api/v1/invitations/external", null, $$"""{ "token": "{{token}}" }""");
        await api.DeleteAsync($"/api/v1/invitations/{id}");
        issuer.Vouch("subject-1", question["nonce"], api.Clock.GetUtcNow());

        Assert.Equal("invitation-refused", (await browser.ReturnAsync(cookie, question["state"])).Code);
        Assert.Equal("external-unknown", (await browser.GoAsync("/api/v1/session/external", "subject-1")).Code);
    }

    [Fact]
    public async Task Proof_IsAFreshSignInAtTheIssuer_AndCountsForThatSessionAlone()
    {
        var session = await ComeInAsync("grace", "subject-1");
        var other = ApiScene.CookieOf(await browser.GoAsync("/api/v1/session/external", "subject-1"), "signalbox_session");
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("fresh-proof-required", (await TokenAsync(session)).Code);
        var byPassword = await AsAsync(session, HttpMethod.Post, "/api/v1/session/proof", """{ "password": "any password at all" }""");
        Assert.Equal(422, byPassword.Status);
        Assert.Contains("POST /api/v1/session/external/proof", byPassword.Errors.Single(), StringComparison.Ordinal);

        var proven = await ProveAsync(session, "subject-1", TimeSpan.Zero);

        Assert.Equal(200, proven.Status);
        Assert.False(proven.Headers.Contains("Set-Cookie"));
        Assert.Equal(201, (await TokenAsync(session)).Status);
        Assert.Equal("fresh-proof-required", (await TokenAsync(other)).Code);
    }

    [Theory]
    [InlineData(null, "external-not-fresh")]
    [InlineData(-31, "external-not-fresh")]
    [InlineData(31, "external-not-fresh")]
    [InlineData(-29, null)]
    public async Task Proof_CountsWhereTheIssuerSaysItAskedJustNow(int? secondsAfter, string? refusal)
    {
        var session = await ComeInAsync("grace", "subject-1");
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await ProveAsync(session, "subject-1", secondsAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Assert.Equal(refusal is null ? 200 : 403, answer.Status);
        Assert.Equal(refusal is null ? 201 : 403, (await TokenAsync(session)).Status);
        Assert.True(refusal is null || answer.Code == refusal, answer.Text);
    }

    [Fact]
    public async Task Proof_OfSomebodyElse_IsRefused()
    {
        var session = await ComeInAsync("grace", "subject-1");
        await ComeInAsync("bob", "subject-2");
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("external-another", (await ProveAsync(session, "subject-2", TimeSpan.Zero)).Code);
        Assert.Equal("external-another", (await ProveAsync(session, "stranger", TimeSpan.Zero)).Code);
        Assert.Equal("fresh-proof-required", (await TokenAsync(session)).Code);
    }

    [Fact]
    public async Task Proof_AtTheIssuer_IsForWhoHasAnIdentityThereAndNoSecondFactor()
    {
        var ada = await api.SignInAsync("ada", ApiScene.OwnerPassword);
        var unlinked = await AsAsync(ada, HttpMethod.Post, Proof);
        Assert.Equal((404, "no-external-sign-in"), (unlinked.Status, unlinked.Code));
        Assert.Equal("sessions-only", (await api.PostAsync(Proof)).Code);

        var session = await ComeInAsync("grace", "subject-1");
        await AddPasskeyAsync("grace", session);
        var enrolled = await AsAsync(session, HttpMethod.Post, Proof);
        Assert.Equal((409, "second-factor-is-the-proof"), (enrolled.Status, enrolled.Code));
    }

    [Fact]
    public async Task OnlyWayIn_IsNotTakenAway_UntilThereIsAnother()
    {
        var session = await ComeInAsync("grace", "subject-1");
        var refused = await AsAsync(session, HttpMethod.Delete, "/api/v1/session/external/link");
        Assert.Equal((409, "only-way-in"), (refused.Status, refused.Code));

        api.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("fresh-proof-required", (await AsAsync(session, HttpMethod.Post, "/api/v1/session/password", """{ "newPassword": "my first password" }""")).Code);
        await ProveAsync(session, "subject-1", TimeSpan.Zero);
        Assert.Equal(204, (await AsAsync(session, HttpMethod.Post, "/api/v1/session/password", """{ "newPassword": "my first password" }""")).Status);

        Assert.Equal(204, (await AsAsync(session, HttpMethod.Delete, "/api/v1/session/external/link")).Status);
        Assert.Equal(200, (await api.PostAsync("/api/v1/session", """{ "name": "grace", "password": "my first password" }""")).Status);
        var second = await AsAsync(session, HttpMethod.Post, "/api/v1/session/password", """{ "newPassword": "another password" }""");
        Assert.Equal(["currentPassword: The current password is required."], second.Errors);
    }

    [Fact]
    public async Task LastPasskey_OfWhoHasNothingElse_IsTakenByNobody()
    {
        var session = await ComeInAsync("grace", "subject-1");
        var (id, passkey) = await AddPasskeyAsync("grace", session);
        Assert.Equal(204, (await AsAsync(session, HttpMethod.Delete, "/api/v1/session/external/link")).Status);

        var mine = await AsAsync(session, HttpMethod.Delete, $"/api/v1/session/passkeys/{passkey}");
        var byAdministrator = await api.DeleteAsync($"/api/v1/users/{id}/second-factor");

        Assert.Equal((409, "only-way-in"), (mine.Status, mine.Code));
        Assert.Equal((409, "only-way-in"), (byAdministrator.Status, byAdministrator.Code));
        var passkeys = (await AsAsync(session, HttpMethod.Get, "/api/v1/session/passkeys")).Body.GetProperty("items");
        Assert.Equal(1, passkeys.GetArrayLength());
    }

    private async Task<(string Id, string Token)> InviteAsync(string name)
    {
        var made = (await api.PostAsync("/api/v1/invitations", $$"""{ "name": "{{name}}", "role": "trader" }""")).Body;
        return (made.GetProperty("details").GetProperty("userId").GetString()!, new Uri(made.GetProperty("link").GetString()!).Fragment[1..]);
    }

    private Task<ApiAnswer> AcceptAsync(string token, string subject) =>
        browser.GoAsync("/api/v1/invitations/external", subject, body: $$"""{ "token": "{{token}}" }""");

    private async Task<string> ComeInAsync(string name, string subject) =>
        ApiScene.CookieOf(await AcceptAsync((await InviteAsync(name)).Token, subject), "signalbox_session");

    /// <param name="after">When the person signed in at the issuer, seen from the beginning; null: the issuer does not say.</param>
    private Task<ApiAnswer> ProveAsync(string session, string subject, TimeSpan? after) => browser.GoAsync(Proof, subject, session, before: question =>
    {
        Assert.Equal(("login", "0"), (question["prompt"], question["max_age"]));
        if (after is { } passed)
        {
            issuer.Claims["auth_time"] = (api.Clock.GetUtcNow() + passed).ToUnixTimeSeconds();
        }
    });

    private Task<ApiAnswer> TokenAsync(string session) => AsAsync(session, HttpMethod.Post, "/api/v1/tokens", Risky);

    private Task<ApiAnswer> AsAsync(string session, HttpMethod method, string path, string? body = null) => api.SendWithCookieAsync(session, method, path, body, withHeader: true);

    private async Task<(string User, string Passkey)> AddPasskeyAsync(string name, string session)
    {
        var id = (await AsAsync(session, HttpMethod.Get, "/api/v1/session")).Body.GetProperty("userId").GetString()!;
        var open = (await api.Services.GetRequiredService<SessionBook>().AdmitAsync(session, Cancel))!.Value;
        var info = new UserPasskeyInfo([7], [1, 2, 3], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []);
        var added = await api.Services.GetRequiredService<PasskeyBook>().AddAsync(Caller.Of(open.User, open.Session), open.Session, $"{name}'s phone", info, Cancel);
        return (id, added!.Row.Id);
    }

    private async Task<IEnumerable<string?>> EntriesAsync(string subject, params string[] kinds) =>
        (await api.GetAsync("/api/v1/audit?limit=100")).Items
            .Where(entry => entry.GetProperty("subjectName").GetString() == subject)
            .Select(entry => entry.GetProperty("event").GetString())
            .Where(kinds.Contains);
}
