using System.Text.Json;
using Signalbox.Server.Security.SecondFactors;

namespace Signalbox.Tests.Audit;

/// <summary>A call of every operation that changes something, each after what it needs.</summary>
internal static class AuditRecipes
{
    private const string Password = "walking through it all";

    public static async Task RunAsync(AuditWalk walk)
    {
        await PeopleAsync(walk);
        await StrategiesAsync(walk);
        await MarketsAsync(walk);
        await TradingAsync(walk);
        await ExportsAsync(walk);
        await StopsAsync(walk);
    }

    private static async Task PeopleAsync(AuditWalk walk)
    {
        using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(walk.Server.Folder, "first-start.json")));
        var setup = first.RootElement.GetProperty("setupUrl").GetString()!;
        walk.IsAnonymous = true;
        await walk.StepAsync("setup", "POST", "/setup", $$"""{ "token": "{{setup[(setup.LastIndexOfAny(['=', '/', '#']) + 1)..]}}", "name": "walker", "password": "{{Password}}" }""");
        await walk.StepAsync("signIn", "POST", "/session", $$"""{ "name": "walker", "password": "{{Password}}" }""");
        walk.Cookie = walk.SessionOf;
        await walk.StepAsync("proveSession", "POST", "/session/proof", $$"""{ "password": "{{Password}}" }""");
        var user = await walk.StepAsync("createUser", "POST", "/users", $$"""{ "name": "bystander", "role": "viewer", "password": "{{Password}}" }""");
        await walk.StepAsync("replaceUser", "PUT", $"/users/{Id(user)}", $$"""{ "role": "trader", "version": {{Version(user)}} }""");
        await SharesAsync(walk, "bystander", Id(user));
        await walk.StepAsync("exportPerson", "POST", $"/users/{Id(user)}/export");
        var invitation = await walk.StepAsync("invitePerson", "POST", "/invitations", """{ "name": "awaited", "role": "viewer" }""");
        var invited = invitation.GetProperty("details").GetProperty("userId").GetString();
        await walk.StepAsync("renewInvitation", "POST", $"/invitations/{invited}/renew");
        await walk.StepAsync("revokeInvitation", "DELETE", $"/invitations/{invited}");
        await walk.StepAsync("erasePerson", "POST", $"/users/{Id(user)}/erase", """{ "name": "bystander" }""");
        var token = await walk.StepAsync("createToken", "POST", "/tokens", """{ "name": "walk", "scopes": ["read"] }""");
        await walk.StepAsync("revokeToken", "DELETE", $"/tokens/{Id(token.GetProperty("details"))}");
        await ClientsAsync(walk);
        var rules = await walk.CallAsync("GET", "/sign-in-rules");
        await walk.StepAsync("replaceSignInRules", "PUT", "/sign-in-rules", $$"""{ "secondFactorRequiredFor": ["viewer"], "version": {{Version(rules)}} }""");
        await walk.StepAsync("replaceAlertRules", "PUT", "/alert-rules", """{ "rules": [], "version": 0 }""");
        await DestinationsAsync(walk);
        await walk.StepAsync("saveLayout", "PUT", "/layouts/walked", """{ "layout": {}, "version": 0 }""");
        await walk.StepAsync("changePassword", "POST", "/session/password", $$"""{ "currentPassword": "{{Password}}", "newPassword": "{{Password}} again" }""");
        (walk.Cookie, walk.IsAnonymous) = (null, true);
        await walk.CallAsync("POST", "/session", $$"""{ "name": "walker", "password": "{{Password}} again" }""");
        (walk.Cookie, walk.IsAnonymous) = (walk.SessionOf, false);
        await SessionsAsync(walk);
        await walk.StepAsync("signOut", "DELETE", "/session");
        walk.Cookie = null;
    }

    private static async Task DestinationsAsync(AuditWalk walk)
    {
        const string Path = "/notifications/destinations";
        var destination = await walk.StepAsync("createDestination", "POST", Path, """{ "name": "walked", "kind": "webhook", "address": { "url": "http://127.0.0.1:1/" } }""");
        await walk.StepAsync("testDestination", "POST", $"{Path}/{Id(destination)}/test", "{}");
        await walk.StepAsync("replaceDestination", "PUT", $"{Path}/{Id(destination)}", $$"""{ "name": "walked on", "kind": "webhook", "version": {{Version(destination)}} }""");
        await walk.StepAsync("deleteDestination", "DELETE", $"{Path}/{Id(destination)}");
    }

    private static async Task SharesAsync(AuditWalk walk, string user, string id)
    {
        foreach (var (kind, path) in new[] { ("Strategy", "/strategies/demo"), ("Account", "/accounts/paper") })
        {
            await walk.StepAsync($"grant{kind}Permission", "POST", $"{path}/permissions", $$"""{ "user": "{{user}}", "level": "see" }""");
            await walk.StepAsync($"revoke{kind}Permission", "DELETE", $"{path}/permissions/{id}");
        }

        await walk.StepAsync("publishStrategy", "POST", "/strategies/demo/publication", """{ "description": "Walked." }""");
        await walk.StepAsync("unpublishStrategy", "DELETE", "/strategies/demo/publication");
    }

    private static async Task ClientsAsync(AuditWalk walk)
    {
        var client = await walk.StepAsync("createClient", "POST", "/clients", """{ "name": "walking machine", "scopes": ["read"] }""");
        var path = $"/clients/{Id(client.GetProperty("details"))}";
        var secret = (await walk.StepAsync("rotateClientSecret", "POST", $"{path}/rotate")).GetProperty("clientSecret").GetString();
        await walk.FormStepAsync("issueAccessToken", "/oauth/token", $"grant_type=client_credentials&client_id={Id(client.GetProperty("details"))}&client_secret={secret}");
        await walk.StepAsync("disableClient", "POST", $"{path}/disable");
        await walk.StepAsync("enableClient", "POST", $"{path}/enable");
    }

    /// <summary>Two more sessions, so that one and then all others can be ended; then a second factor comes and goes.</summary>
    private static async Task SessionsAsync(AuditWalk walk)
    {
        var own = walk.Cookie;
        for (var each = 0; each < 2; each++)
        {
            (walk.Cookie, walk.IsAnonymous) = (null, true);
            await walk.CallAsync("POST", "/session", $$"""{ "name": "walker", "password": "{{Password}} again" }""");
            (walk.Cookie, walk.IsAnonymous) = (own, false);
        }

        var other = (await walk.CallAsync("GET", "/sessions")).GetProperty("items").EnumerateArray().First(each => !each.GetProperty("isThis").GetBoolean());
        await walk.StepAsync("endSession", "DELETE", $"/sessions/{Id(other)}");
        await walk.StepAsync("endOtherSessions", "POST", "/sessions/end-others");
        var secret = (await walk.CallAsync("POST", "/session/second-factor")).GetProperty("secret").GetString()!;
        var code = Totp.CodeAt(Base32.Decode(secret), Totp.StepAt(DateTimeOffset.UtcNow));
        await walk.StepAsync("confirmSecondFactor", "POST", "/session/second-factor/confirm", $$"""{ "code": "{{code}}" }""");
        await walk.StepAsync("renewRecoveryCodes", "POST", "/session/recovery-codes");
        await walk.StepAsync("removeSecondFactor", "DELETE", "/session/second-factor");
    }

    private static async Task StrategiesAsync(AuditWalk walk)
    {
        var strategy = await walk.StepAsync("createStrategy", "POST", "/strategies", """{ "name": "Walked" }""");
        var changed = await walk.StepAsync("replaceStrategy", "PUT", $"/strategies/{Id(strategy)}", $$"""{ "name": "Walked on", "version": {{Version(strategy)}} }""");
        await WebhookAsync(walk, $"/strategies/{Id(strategy)}/webhook");
        await walk.StepAsync("replaceBodySecrets", "PUT", $"/strategies/{Id(strategy)}/body-secrets", $$"""{ "secrets": [], "version": {{Version(changed)}} }""");
        var subscription = await walk.StepAsync("createSubscription", "POST", "/subscriptions", $$"""{ "strategyId": "{{Id(strategy)}}", "accountId": "paper" }""");
        var replaced = await walk.StepAsync("replaceSubscription", "PUT", $"/subscriptions/{Id(subscription)}",
            $$"""{ "strategyId": "{{Id(strategy)}}", "accountId": "paper", "enabled": false, "version": {{Version(subscription)}} }""");
        await walk.StepAsync("deleteSubscription", "DELETE", $"/subscriptions/{Id(replaced)}");
        await walk.StepAsync("deleteStrategy", "DELETE", $"/strategies/{Id(changed)}");
        await walk.StepAsync("setGateSecret", "PUT", "/gates/secrets/walked", """{ "secret": "walked-secret-of-a-scorer" }""");
        await walk.StepAsync("setSecretExpiry", "PUT", "/vault/secrets/gate_secret/walked/expiry", """{ "expiresAt": "2030-01-01T00:00:00Z" }""");
        await walk.StepAsync("rotateVaultKey", "POST", "/vault/rotate");
        await walk.StepAsync("replaceRetention", "PUT", "/upkeep/retention", """{ "auditYears": 7, "version": 0 }""");
        await walk.StepAsync("deleteGateSecret", "DELETE", "/gates/secrets/walked");
        var connection = await walk.StepAsync("createConnection", "POST", "/connections", """{ "name": "Walked", "broker": "paper", "mode": "paper" }""");
        await walk.StepAsync("replaceConnection", "PUT", $"/connections/{Id(connection)}",
            $$"""{ "name": "Walked on", "broker": "paper", "mode": "paper", "version": {{Version(connection)}} }""");
        await walk.StepAsync("deleteConnection", "DELETE", $"/connections/{Id(connection)}");
        await walk.StepAsync("replaceRiskLimits", "PUT", "/risk/limits/account/paper", """{ "version": 0 }""");
    }

    private static async Task WebhookAsync(AuditWalk walk, string webhook)
    {
        await walk.StepAsync("rotateWebhookSecret", "POST", $"{webhook}/rotate");
        await walk.StepAsync("revokeFormerWebhookSecret", "DELETE", $"{webhook}/former");
        await walk.StepAsync("createWebhookSigningSecret", "POST", $"{webhook}/signing-secret");
        await walk.StepAsync("deleteWebhookSigningSecret", "DELETE", $"{webhook}/signing-secret");
        await walk.StepAsync("createWebhookBearer", "POST", $"{webhook}/bearer");
        await walk.StepAsync("deleteWebhookBearer", "DELETE", $"{webhook}/bearer");
        var protection = await walk.Server.GetAsync($"{webhook}/protection");
        await walk.StepAsync("replaceWebhookProtection", "PUT", $"{webhook}/protection", $$"""{ "sources": ["tradingview"], "version": {{Version(protection)}} }""");
    }

    private static async Task MarketsAsync(AuditWalk walk)
    {
        await walk.StepAsync("setPaperPrice", "PUT", "/paper/paper/prices/ETHUSDT", """{ "price": "3000" }""");
        await walk.StepAsync("clearPaperPrice", "DELETE", "/paper/paper/prices/ETHUSDT");
        await walk.Server.SetPriceAsync("BTCUSDT", 60_000m);
    }

    private static async Task TradingAsync(AuditWalk walk)
    {
        await SubmitAsync(walk, "false");
        await walk.StepAsync("rejectTrade", "POST", $"/approvals/{await ParkAsync(walk)}/reject", """{ "reason": "too late" }""");
        await walk.StepAsync("approveTrade", "POST", $"/approvals/{await ParkAsync(walk)}/approve", "{}");
        await SubmitAsync(walk, "true");
        await walk.StepAsync("sendOrder", "POST", "/orders?wait=30000", """{ "accounts": ["paper"], "signal": { "ticker": "BTCUSDT", "action": "add", "quantity": "0.1" } }""");
        await walk.Server.SendAsync("""{"ticker":"BTCUSDT","action":"add","quantity":"0.1","orderType":"limit","limitPrice":"40000"}""");
        var order = (await walk.Server.GetAsync("/orders?open=true")).GetProperty("items")[0].GetProperty("id").GetString();
        await walk.StepAsync("amendOrder", "POST", $"/orders/{order}/amend", """{ "limitPrice": "41000" }""");
        await walk.StepAsync("cancelOrder", "POST", $"/orders/{order}/cancel", "{}");
    }

    private static async Task ExportsAsync(AuditWalk walk)
    {
        await walk.StepAsync("exportSignals", "POST", "/signals/export?status=executed");
        await walk.StepAsync("exportTrades", "POST", "/trades/export");
        await walk.StepAsync("exportOrders", "POST", "/orders/export?format=json");
        await walk.StepAsync("exportFills", "POST", "/fills/export");
        await walk.StepAsync("rebuildRecords", "POST", "/jobs/rebuild");
    }

    private static async Task StopsAsync(AuditWalk walk)
    {
        foreach (var (operation, path) in new[]
        {
            ("setGlobalTradingState", "/trading-state"), ("setAccountTradingState", "/accounts/paper/trading-state"),
            ("setStrategyTradingState", "/strategies/demo/trading-state"), ("setSubscriptionTradingState", "/subscriptions/demo/trading-state"),
        })
        {
            await walk.StepAsync(operation, "POST", path, """{ "mode": "active", "reason": "walked" }""");
        }

        await walk.StepAsync("killSwitch", "POST", "/kill-switch", """{ "reason": "walked" }""");
        await walk.StepAsync("releaseKillSwitch", "POST", "/kill-switch/release", """{ "reason": "walked" }""");
    }

    private static async Task SubmitAsync(AuditWalk walk, string byItself)
    {
        var subscription = await walk.Server.GetAsync("/subscriptions/demo");
        await walk.CallAsync("PUT", "/subscriptions/demo",
            $$"""{ "strategyId": "demo", "accountId": "paper", "version": {{Version(subscription)}}, "rules": { "autoSubmit": {{byItself}} } }""");
    }

    private static async Task<string> ParkAsync(AuditWalk walk)
    {
        var (_, answer) = await walk.Server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        return $"{answer.GetProperty("id").GetString()}/demo";
    }

    private static string Id(JsonElement document) => document.ValueKind == JsonValueKind.Object && document.TryGetProperty("id", out var id) ? id.GetString()! : "none";

    private static long Version(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("version", out var version) ? version.GetInt64() : 0;
}
