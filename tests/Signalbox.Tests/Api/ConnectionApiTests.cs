using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Configuration.Connections;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class ConnectionApiTests : ApiTests
{
    private const string Rail =
        """
        {
          "name": "Main", "broker": "rail", "mode": "live", "assetClasses": [ "futures" ], "positionScope": "subscription",
          "settings": { "region": "eu" }, "credentials": { "apiKey": "canary-key", "apiSecret": "canary-secret" }
        }
        """;

    [Fact]
    public async Task Create_ShowsEverythingButTheCredentials()
    {
        var created = await Api.PostAsync("/api/v1/connections", Rail);
        var id = created.Body.GetProperty("id").GetString()!;
        var audit = await Api.GetAsync("/api/v1/audit?limit=1");

        Assert.Equal(201, created.Status);
        Assert.Equal("live enabled subscription eu", string.Join(' ',
            created.Body.GetProperty("mode"), created.Body.GetProperty("status"), created.Body.GetProperty("positionScope"),
            created.Body.GetProperty("settings").GetProperty("region")));
        Assert.Equal("""["apiKey","apiSecret"]""", created.Body.GetProperty("credentialNames").GetRawText());
        Assert.All([created.Text, audit.Text, (await Api.GetAsync("/api/v1/connections")).Text, await Api.Store.DumpAsync()], text =>
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
        Assert.Equal("canary-secret", (await CredentialsAsync(id))["apiSecret"]);
    }

    [Fact]
    public async Task Create_AgainstWhatTheBrokerTakes_NamesEveryField()
    {
        var refused = await Api.PostAsync("/api/v1/connections",
            """
            {
              "name": "Main", "broker": "rail", "mode": "paper", "assetClasses": [ "stocks", "crypto" ],
              "settings": { "regoin": "eu" }, "credentials": { "apiKey": "", "apiSecrte": "x" }
            }
            """);

        Assert.Equal(
            [
                "assetClasses[0]: Rail Exchange does not trade stocks.",
                "credentials.apiKey: A credential has 1 to 10000 characters.",
                "credentials.apiSecret: Rail Exchange needs this credential.",
                "credentials.apiSecrte: Rail Exchange has no such credential. Did you mean apiSecret?",
                "mode: Rail Exchange has no paper accounts.",
                "settings.regoin: Rail Exchange has no such setting. Did you mean region?",
            ],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_WithoutAnything_SaysWhatIsRequired()
    {
        var refused = await Api.PostAsync("/api/v1/connections", "{}");
        var bare = await Api.PostAsync("/api/v1/connections", """{ "name": "Main", "broker": "rail", "mode": "live" }""");

        Assert.Equal(
            ["broker: A broker is required: paper, rail.", "mode: A mode is required: paper or live.", "name: A name is required."],
            refused.Errors.Order(StringComparer.Ordinal));
        Assert.Equal(["credentials.apiKey: Rail Exchange needs this credential.", "credentials.apiSecret: Rail Exchange needs this credential."], bare.Errors);
    }

    [Fact]
    public async Task Replace_WithoutCredentials_KeepsThem()
    {
        var created = await Api.PostAsync("/api/v1/connections", Rail);
        var path = created.Headers.Location!.ToString();
        var version = created.Body.GetProperty("version").GetInt64();

        var replaced = await Api.PutAsync(path, $$"""{ "name": "Renamed", "broker": "rail", "mode": "live", "version": {{version}} }""");
        var turned = await Api.PutAsync(path, $$"""{ "name": "Paper now", "broker": "paper", "mode": "paper", "version": {{replaced.Body.GetProperty("version").GetInt64()}} }""");

        Assert.Equal(200, replaced.Status);
        Assert.Equal("canary-key", (await CredentialsAsync(created.Body.GetProperty("id").GetString()!))["apiKey"]);
        Assert.Equal(
            [
                "broker: A connection stays with its broker. Create another one instead.",
                "mode: A paper account never turns into a live one, nor the other way round. Create another connection instead.",
            ],
            turned.Errors);
    }

    [Fact]
    public async Task Delete_ForgetsIt()
    {
        var created = await Api.PostAsync("/api/v1/connections", Rail);
        var path = created.Headers.Location!.ToString();

        Assert.Equal(204, (await Api.DeleteAsync(path)).Status);
        Assert.Equal(404, (await Api.GetAsync(path)).Status);
        Assert.Empty(await CredentialsAsync(created.Body.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Brokers_SayWhatTheyNeed()
    {
        var rail = (await Api.GetAsync("/api/v1/brokers")).Items.Single(item => item.GetProperty("name").GetString() == "rail");

        Assert.Equal("""["apiKey","apiSecret"]""", rail.GetProperty("credentials").GetRawText());
        Assert.Equal("""["live"]""", rail.GetProperty("modes").GetRawText());
    }

    private Task<IReadOnlyDictionary<string, string>> CredentialsAsync(string id) =>
        Api.Services.GetRequiredService<ConnectionStore>().CredentialsAsync(new(id), TestContext.Current.CancellationToken);
}
