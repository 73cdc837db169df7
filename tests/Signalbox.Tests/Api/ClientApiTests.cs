using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>OAuth 2.0 client credentials, as RFC 6749 has them in sections 2.3.1, 4.4 and 5.</summary>
public sealed class ClientApiTests : ApiTests
{
    private const string Grant = "grant_type=client_credentials";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_WithItsSecret_GetsAnAccessTokenThatWorksForAnHour(bool isBasic)
    {
        var (id, secret) = await CreateAsync();
        var (status, body, headers) = await AskAsync(isBasic ? Grant : $"{Grant}&client_id={id}&client_secret={secret}", isBasic ? (id, secret) : null);
        var token = body.GetProperty("access_token").GetString();

        Assert.Equal((200, "Bearer", 3600, "read configure"), (status, Text(body, "token_type"), body.GetProperty("expires_in").GetInt32(), Text(body, "scope")));
        Assert.True(headers.CacheControl!.NoStore);
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Equal(403, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/audit")).Status);
        Api.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Contains("access_token_issued", (await Api.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scope_IsNarrowedAndNeverWidened()
    {
        var (id, secret) = await CreateAsync();
        var (_, narrow, _) = await AskAsync(Grant + "&scope=read", (id, secret));
        var (status, wide, _) = await AskAsync(Grant + "&scope=read+admin", (id, secret));

        Assert.Equal("read", Text(narrow, "scope"));
        Assert.Equal(422, (await Api.PostAsync("/api/v1/strategies", "{}")).Status);
        Assert.Equal(403, (await Api.SendAsAsync(Text(narrow, "access_token"), HttpMethod.Post, "/api/v1/strategies", "{}")).Status);
        Assert.Equal((400, "invalid_scope"), (status, Text(wide, "error")));
    }

    [Theory]
    [InlineData("", 400, "invalid_request")]
    [InlineData("grant_type=password", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=x&client_secret=y", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    public async Task Request_ThatIsNone_IsRefusedAsTheStandardSays(string form, int status, string error)
    {
        var (answered, body, headers) = await AskAsync(form, null);

        Assert.Equal((status, error), (answered, Text(body, "error")));
        Assert.Empty(headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Secret_WrongInTheHeader_NamesTheScheme_AndBothPlacesAreTooMany()
    {
        var (id, secret) = await CreateAsync();
        var (status, body, headers) = await AskAsync(Grant, (id, "sbc_wrong"));
        var (twice, both, _) = await AskAsync($"{Grant}&client_id={id}&client_secret={secret}", (id, secret));

        Assert.Equal((401, "invalid_client", "Basic"), (status, Text(body, "error"), headers.WwwAuthenticate.Single().Scheme));
        Assert.Equal((400, "invalid_request"), (twice, Text(both, "error")));
    }

    [Fact]
    public async Task Failures_OfOneAddress_AreBounded()
    {
        var (id, secret) = await CreateAsync();
        for (var failed = 0; failed < 20; failed++)
        {
            Assert.Equal(401, (await AskAsync(Grant, (id, "sbc_wrong"))).Status);
        }

        var (status, body, headers) = await AskAsync(Grant, (id, secret));
        Assert.Equal((429, "rate_limited", TimeSpan.FromSeconds(60)), (status, Text(body, "error"), headers.RetryAfter!.Delta));
        Api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await AskAsync(Grant, (id, secret))).Status);
    }

    [Fact]
    public async Task Client_RotatedOrDisabled_LosesItsTokensAtOnce()
    {
        var (id, secret) = await CreateAsync();
        var first = Text((await AskAsync(Grant, (id, secret))).Body, "access_token");
        var rotated = Text((await Api.PostAsync($"/api/v1/clients/{id}/rotate")).Body, "clientSecret");

        Assert.Equal(401, (await Api.SendAsAsync(first, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Equal(401, (await AskAsync(Grant, (id, secret))).Status);
        var second = Text((await AskAsync(Grant, (id, rotated))).Body, "access_token");
        Assert.Equal(200, (await Api.SendAsAsync(second, HttpMethod.Get, "/api/v1/strategies")).Status);

        Assert.False((await Api.PostAsync($"/api/v1/clients/{id}/disable")).Body.GetProperty("enabled").GetBoolean());
        Assert.Equal(401, (await Api.SendAsAsync(second, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Equal(401, (await AskAsync(Grant, (id, rotated))).Status);
        Assert.True((await Api.PostAsync($"/api/v1/clients/{id}/enable")).Body.GetProperty("enabled").GetBoolean());
        Assert.Equal(200, (await AskAsync(Grant, (id, rotated))).Status);
        Assert.Equal(404, (await Api.PostAsync("/api/v1/clients/none/disable")).Status);
        Assert.DoesNotContain(rotated, (await Api.GetAsync("/api/v1/audit")).Text + (await Api.GetAsync("/api/v1/clients")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OfAnOwner_IsNotAnAdministratorsToRotateOrSwitchOn()
    {
        var (id, secret) = await CreateAsync();
        var admin = await Api.AddTokenAsync(await Api.AddUserAsync("bob", Role.Admin), Scopes.All);

        var rotated = await Api.SendAsAsync(admin, HttpMethod.Post, $"/api/v1/clients/{id}/rotate");
        Assert.Equal((403, "owners-only"), (rotated.Status, rotated.Code));
        Assert.Equal(200, (await AskAsync(Grant, (id, secret))).Status);
        Assert.Equal(200, (await Api.SendAsAsync(admin, HttpMethod.Post, $"/api/v1/clients/{id}/disable")).Status);
        var enabled = await Api.SendAsAsync(admin, HttpMethod.Post, $"/api/v1/clients/{id}/enable");
        Assert.Equal((403, "owners-only"), (enabled.Status, enabled.Code));
        Assert.Equal(401, (await AskAsync(Grant, (id, secret))).Status);
        Assert.Equal(404, (await Api.SendAsAsync(admin, HttpMethod.Post, "/api/v1/clients/none/rotate")).Status);
    }

    [Fact]
    public async Task Token_RotatesNoClientThatMayDoMoreThanTheToken()
    {
        var (id, secret) = await CreateAsync();
        var narrow = await Api.AddTokenAsync(Api.Owner, Scope.Admin);
        var equal = await Api.AddTokenAsync(Api.Owner, Scope.Admin, Scope.Read, Scope.Configure);

        var refused = await Api.SendAsAsync(narrow, HttpMethod.Post, $"/api/v1/clients/{id}/rotate");

        Assert.Equal((403, "forbidden"), (refused.Status, refused.Code));
        Assert.Equal(200, (await AskAsync(Grant, (id, secret))).Status);
        Assert.Equal(200, (await Api.SendAsAsync(equal, HttpMethod.Post, $"/api/v1/clients/{id}/rotate")).Status);
        var session = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Assert.Equal(200, (await Api.SendWithCookieAsync(session, HttpMethod.Post, $"/api/v1/clients/{id}/rotate", withHeader: true)).Status);
    }

    [Fact]
    public async Task Client_OfAnotherAdministrator_IsSwitchedByBoth_AndGetsASecretForItsMakerAlone()
    {
        var bob = await Api.AddTokenAsync(await Api.AddUserAsync("bob", Role.Admin), Scopes.All);
        var made = await Api.SendAsAsync(bob, HttpMethod.Post, "/api/v1/clients", """{ "name": "m", "scopes": [ "read" ] }""");
        var path = $"/api/v1/clients/{Text(made.Body.GetProperty("details"), "id")}";

        var byAnother = await Api.PostAsync($"{path}/rotate");
        Assert.Equal((403, "makers-only"), (byAnother.Status, byAnother.Code));
        Assert.Equal((200, 200), ((await Api.PostAsync($"{path}/disable")).Status, (await Api.PostAsync($"{path}/enable")).Status));
        Assert.Equal(200, (await Api.SendAsAsync(bob, HttpMethod.Post, $"{path}/rotate")).Status);
    }

    [Theory]
    [InlineData("multipart/form-data", "grant_type=client_credentials")]
    [InlineData("multipart/form-data; boundary=none", "grant_type=client_credentials")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=grant_type\r\n\r\nclient_cred")]
    [InlineData("application/x-www-form-urlencoded", "fields")]
    [InlineData("application/x-www-form-urlencoded", "long name")]
    [InlineData("application/x-www-form-urlencoded", "long body")]
    [InlineData("application/json", "{}")]
    public async Task Form_ThatCannotBeRead_IsRefused_AndCountsAsAFailure(string type, string form)
    {
        var sent = form switch
        {
            "fields" => string.Join('&', Enumerable.Range(0, 1_025).Select(number => $"f{number}=1")),
            "long name" => new string('n', 3_000) + "=1",
            "long body" => "scope=" + new string('s', 20_000),
            _ => form,
        };
        for (var tried = 0; tried < 20; tried++)
        {
            var (status, body, _) = await AskAsync(sent, null, type);
            Assert.Equal((400, "invalid_request"), (status, Text(body, "error")));
        }

        Assert.Equal(429, (await AskAsync(sent, null, type)).Status);
        Assert.DoesNotContain(Api.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AccessToken_Issued_IsAnEntryThatSaysFromWhere()
    {
        var (id, secret) = await CreateAsync();
        await AskAsync(Grant, (id, secret));

        var entry = (await Api.GetAsync("/api/v1/audit?event=access_token_issued")).Items.Single();

        Assert.Equal("127.0.0.1", Text(entry.GetProperty("from"), "address"));
    }

    [Fact]
    public async Task Store_HoldsHashesAlone()
    {
        var (id, secret) = await CreateAsync();
        var access = Text((await AskAsync(Grant, (id, secret))).Body, "access_token");
        var kept = await Api.Store.ReadAsync(async scope => string.Join(
            ' ', [.. await scope.RowsAsync<string>("SELECT secret_hash FROM oauth_clients"), .. await scope.RowsAsync<string>("SELECT hash FROM access_tokens"), .. await scope.RowsAsync<string>("SELECT hash FROM api_tokens")]), TestContext.Current.CancellationToken);

        Assert.Matches("^[0-9a-f]{64}( [0-9a-f]{64})+$", kept);
        Assert.All([secret, access, Api.Token], text => Assert.DoesNotContain(text[4..], kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_OfAUserWhoLostTheRole_MayNoLongerDoIt()
    {
        var bob = await Api.AddUserAsync("bob", Role.Admin);
        var made = await Api.SendAsAsync(await Api.AddTokenAsync(bob, Scopes.All), HttpMethod.Post, "/api/v1/clients", """{ "name": "m", "scopes": [ "read", "audit" ] }""");
        var token = Text((await AskAsync(Grant, (Text(made.Body.GetProperty("details"), "id"), Text(made.Body, "clientSecret")))).Body, "access_token");
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/audit")).Status);

        var version = (await Api.GetAsync($"/api/v1/users/{bob.Id}")).Body.GetProperty("version").GetInt64();
        await Api.PutAsync($"/api/v1/users/{bob.Id}", $$"""{ "role": "viewer", "version": {{version}} }""");

        Assert.Equal(403, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/audit")).Status);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<(string Id, string Secret)> CreateAsync()
    {
        var created = await Api.PostAsync("/api/v1/clients", """{ "name": "machine", "scopes": [ "read", "configure" ] }""");
        Assert.Equal(201, created.Status);
        return (Text(created.Body.GetProperty("details"), "id"), Text(created.Body, "clientSecret"));
    }

    private async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> AskAsync(string form, (string Id, string Secret)? basic, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Content = new StringContent(form);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = basic is var (id, secret) ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))) : null;
        using var answer = await Api.Http.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()), answer.Headers);
    }
}
