using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class SecondFactorApiTests : ApiTests
{
    private const string Factor = "/api/v1/session/second-factor";
    private const string Password = ApiScene.OwnerPassword;

    [Fact]
    public async Task SignIn_WithASecondFactor_OpensNothingBeforeItsCode()
    {
        var (_, secret, _) = await EnrolAsync();

        var first = await BeginSignInAsync();
        var half = ApiScene.CookieOf(first, "signalbox_sign_in");
        var asSession = await Api.SendWithCookieAsync(half, HttpMethod.Get, "/api/v1/session");
        var whole = await CompleteAsync(half, $$"""{ "code": "{{CodeOf(secret, 1)}}" }""");

        Assert.Equal(202, first.Status);
        Assert.DoesNotContain(first.Headers.GetValues("Set-Cookie"), each => each.StartsWith("signalbox_session", StringComparison.Ordinal));
        Assert.Equal(401, asSession.Status);
        Assert.Equal(200, whole.Status);
        Assert.Equal(200, (await Api.SendWithCookieAsync(ApiScene.CookieOf(whole, "signalbox_session"), HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal("second-step-refused", (await CompleteAsync(half, $$"""{ "code": "{{CodeOf(secret, 2)}}" }""")).Code);
    }

    [Fact]
    public async Task Code_ThatWasUsed_SignsInNobodyASecondTime()
    {
        var (_, secret, _) = await EnrolAsync();
        var code = CodeOf(secret, 1);
        await CompleteAsync(await HalfAsync(), $$"""{ "code": "{{code}}" }""");

        var again = await CompleteAsync(await HalfAsync(), $$"""{ "code": "{{code}}" }""");

        Assert.Equal((401, "second-step-refused"), (again.Status, again.Code));
    }

    [Fact]
    public async Task RecoveryCode_SignsInOnce()
    {
        var (_, _, codes) = await EnrolAsync();
        var body = $$"""{ "recoveryCode": "{{codes[3]}}" }""";

        var first = await CompleteAsync(await HalfAsync(), body);
        var second = await CompleteAsync(await HalfAsync(), body);
        var state = await Api.SendWithCookieAsync(ApiScene.CookieOf(first, "signalbox_session"), HttpMethod.Get, Factor);

        Assert.Equal((200, 401), (first.Status, second.Status));
        Assert.Equal(9, state.Body.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task SecondStep_AfterFiveWrongCodesOrFiveMinutes_IsOver()
    {
        var (_, secret, _) = await EnrolAsync();
        var half = await HalfAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            await CompleteAsync(half, """{ "code": "000000" }""");
        }

        Assert.Equal(401, (await CompleteAsync(half, $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
        Assert.Equal(401, (await BeginSignInAsync()).Status);
        Api.Clock.Advance(TimeSpan.FromSeconds(30));
        var later = await HalfAsync();
        Api.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(401, (await CompleteAsync(later, $$"""{ "code": "{{CodeOf(secret, 0)}}" }""")).Status);
    }

    [Fact]
    public async Task SecondStep_InManySignIns_GetsNoMoreTriesThanInOne()
    {
        var (_, secret, _) = await EnrolAsync();
        var halves = new List<string>();
        for (var sign = 0; sign < 6; sign++)
        {
            halves.Add(await HalfAsync());
        }

        foreach (var half in halves.Take(5))
        {
            for (var guess = 0; guess < 5; guess++)
            {
                Assert.Equal(401, (await CompleteAsync(half, """{ "code": "000000" }""")).Status);
            }
        }

        Assert.Equal(401, (await CompleteAsync(halves[5], $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
        Assert.Single((await Api.GetAsync("/api/v1/audit?event=user_locked")).Items);

        // The wait over, who knows both gets in, and what was refused meanwhile did not use the sign-in up.
        Api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await CompleteAsync(halves[5], $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
    }

    [Fact]
    public async Task SecondStep_AfterAWait_IsNotKeptOutByItsOwnPassword()
    {
        var (_, secret, _) = await EnrolAsync();
        var half = await HalfAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            await CompleteAsync(half, """{ "code": "000000" }""");
        }

        Api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await CompleteAsync(await HalfAsync(), $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
    }

    [Fact]
    public async Task SignIns_ThatWaitForTheirSecondStep_AreThreeOfAUser()
    {
        var (_, secret, _) = await EnrolAsync();
        var oldest = await HalfAsync();
        for (var sign = 0; sign < 3; sign++)
        {
            Api.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await HalfAsync();
        }

        Assert.Equal(3, await Api.Store.ReadAsync(scope => scope.RowAsync<long>("SELECT count(*) FROM half_sign_ins"), TestContext.Current.CancellationToken));
        Assert.Equal(401, (await CompleteAsync(oldest, $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
    }

    [Fact]
    public async Task SignIn_ByASecondStep_ForgivesItsAddress_AndForgedHalvesCountForNothing()
    {
        var (_, secret, _) = await EnrolAsync();
        await Api.AddUserAsync("grace", Role.Viewer);
        for (var round = 1; round < 3; round++)
        {
            await TypoAsync(19);
            Assert.Equal(200, (await CompleteAsync(await HalfAsync(), $$"""{ "code": "{{CodeOf(secret, 1)}}" }""")).Status);
            Api.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await TypoAsync(19);
        for (var forged = 0; forged < 5; forged++)
        {
            Assert.Equal(401, (await CompleteAsync("forged", """{ "code": "000000" }""")).Status);
        }

        Assert.Equal(200, (await Api.PostAsync("/api/v1/session", $$"""{ "name": "grace", "password": "{{Password}}" }""")).Status);
    }

    [Fact]
    public async Task Proof_WithASecondFactor_IsThatAndNotThePassword()
    {
        var (cookie, secret, _) = await EnrolAsync();
        Api.Clock.Advance(TimeSpan.FromMinutes(5));

        var password = await SendAsync(cookie, HttpMethod.Post, "/api/v1/session/proof", $$"""{ "password": "{{Password}}" }""");
        var wrong = await SendAsync(cookie, HttpMethod.Post, "/api/v1/session/proof", """{ "code": "000000" }""");
        var removal = await SendAsync(cookie, HttpMethod.Delete, Factor);
        var proof = await SendAsync(cookie, HttpMethod.Post, "/api/v1/session/proof", $$"""{ "code": "{{CodeOf(secret, 0)}}" }""");
        var removed = await SendAsync(cookie, HttpMethod.Delete, Factor);

        Assert.Equal((422, 403, 403), (password.Status, wrong.Status, removal.Status));
        Assert.Equal(("proof-refused", "fresh-proof-required"), (wrong.Code, removal.Code));
        Assert.Equal((200, 204), (proof.Status, removed.Status));
        Assert.Equal(200, (await BeginSignInAsync()).Status);
    }

    [Fact]
    public async Task Enrolment_CountsOnceACodeWasGiven_AndEndsOtherSessions()
    {
        var cookie = await Api.SignInAsync("ada", Password);
        var other = await Api.SignInAsync("ada", Password);

        var begun = await SendAsync(cookie, HttpMethod.Post, Factor);
        var before = await Api.SendWithCookieAsync(other, HttpMethod.Get, "/api/v1/session");
        var stillOneStep = await BeginSignInAsync();
        var wrong = await SendAsync(cookie, HttpMethod.Post, $"{Factor}/confirm", """{ "code": "000000" }""");
        var right = await SendAsync(cookie, HttpMethod.Post, $"{Factor}/confirm", $$"""{ "code": "{{CodeOf(begun.Body.GetProperty("secret").GetString()!, 0)}}" }""");

        Assert.Equal((200, 200, 200, 422, 200), (begun.Status, before.Status, stillOneStep.Status, wrong.Status, right.Status));
        Assert.Equal(10, right.Body.GetProperty("codes").GetArrayLength());
        Assert.Equal(401, (await Api.SendWithCookieAsync(other, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal("already-enrolled", (await SendAsync(cookie, HttpMethod.Post, Factor)).Code);
        var everything = await Api.Store.DumpAsync();
        Assert.DoesNotContain(begun.Body.GetProperty("secret").GetString()!, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(right.Body.GetProperty("codes")[0].GetString()!, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requirement_LeavesASessionWithoutAFactorNothingButEnrolment()
    {
        await Api.AddUserAsync("tim", Role.Trader);
        var cookie = await Api.SignInAsync("tim", Password);
        var set = await Api.PutAsync("/api/v1/sign-in-rules", """{ "secondFactorRequiredFor": ["trader", "admin"], "version": 0 }""");

        var closed = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/strategies");
        var session = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/session");
        var begun = await SendAsync(cookie, HttpMethod.Post, Factor);
        await SendAsync(cookie, HttpMethod.Post, $"{Factor}/confirm", $$"""{ "code": "{{CodeOf(begun.Body.GetProperty("secret").GetString()!, 0)}}" }""");
        var open = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/strategies");
        var owner = await Api.SendWithCookieAsync(await Api.SignInAsync("ada", Password), HttpMethod.Get, "/api/v1/strategies");

        Assert.Equal(200, set.Status);
        Assert.Equal((403, "second-factor-required"), (closed.Status, closed.Code));
        Assert.True(session.Body.GetProperty("mustEnroll").GetBoolean());
        Assert.Equal((200, 200), (open.Status, owner.Status));
        Assert.Equal(409, (await Api.PutAsync("/api/v1/sign-in-rules", """{ "secondFactorRequiredFor": [], "version": 0 }""")).Status);
    }

    [Fact]
    public async Task Factor_OfALostAuthenticator_IsTakenAwayByWhoManagesUsers()
    {
        await EnrolAsync();
        var admin = await Api.AddTokenAsync(await Api.AddUserAsync("bob", Role.Admin), Scope.Admin);

        var byAdmin = await Api.SendAsAsync(admin, HttpMethod.Delete, $"/api/v1/users/{Api.Owner.Id}/second-factor");
        var byOwner = await Api.DeleteAsync($"/api/v1/users/{Api.Owner.Id}/second-factor?reason=lost+phone");
        var again = await Api.DeleteAsync($"/api/v1/users/{Api.Owner.Id}/second-factor");

        Assert.Equal((403, "owners-only"), (byAdmin.Status, byAdmin.Code));
        Assert.Equal((204, 409), (byOwner.Status, again.Status));
        Assert.Equal(200, (await BeginSignInAsync()).Status);
        Assert.Equal("second_factor_removed", (await Api.GetAsync("/api/v1/audit?limit=5")).Items.Select(item => item.GetProperty("event").GetString()).First(name => name != "signed_in"));
    }

    private async Task<(string Cookie, string Secret, IReadOnlyList<string> Codes)> EnrolAsync()
    {
        var cookie = await Api.SignInAsync("ada", Password);
        var secret = (await SendAsync(cookie, HttpMethod.Post, Factor)).Body.GetProperty("secret").GetString()!;
        var confirmed = await SendAsync(cookie, HttpMethod.Post, $"{Factor}/confirm", $$"""{ "code": "{{CodeOf(secret, 0)}}" }""");
        return (cookie, secret, [.. confirmed.Body.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task TypoAsync(int times)
    {
        for (var typo = 0; typo < times; typo++)
        {
            await Api.PostAsync("/api/v1/session", """{ "name": "nobody", "password": "typo" }""");
        }
    }

    private string CodeOf(string secret, int stepsAhead) => Totp.CodeAt(Base32.Decode(secret), Totp.StepAt(Api.Clock.GetUtcNow()) + stepsAhead);

    private Task<ApiAnswer> BeginSignInAsync() => Api.PostAsync("/api/v1/session", $$"""{ "name": "ada", "password": "{{Password}}" }""");

    private async Task<string> HalfAsync() => ApiScene.CookieOf(await BeginSignInAsync(), "signalbox_sign_in");

    private Task<ApiAnswer> CompleteAsync(string half, string body) => Api.SendAsync(HttpMethod.Post, "/api/v1/session/second-step", body, request =>
    {
        request.Headers.Authorization = null;
        request.Headers.Add("Cookie", $"signalbox_sign_in={half}");
    });

    private Task<ApiAnswer> SendAsync(string cookie, HttpMethod method, string path, string? body = null) =>
        Api.SendWithCookieAsync(cookie, method, path, body, withHeader: true);
}
