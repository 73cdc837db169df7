using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Whoever only sees an account takes nobody's alarm away.</summary>
public sealed class AcknowledgementLevelTests(SharingScene scene) : IClassFixture<SharingScene>
{
    [Fact]
    public async Task Acknowledgement_TakesTheLevelTradeAtTheAccount()
    {
        var owner = scene.Server.Api.DefaultRequestHeaders.Authorization!.Parameter!;
        Assert.Equal(200, (await scene.SendAsync(owner, HttpMethod.Post, "/api/v1/kill-switch", """{"reason":"to have an alert"}""")).Status);
        await Until.HoldsAsync(async () => (await IncidentsAsync()).Count > 0);
        var body = $$"""{"ids":["{{(await IncidentsAsync())[0].GetProperty("id").GetString()}}"]}""";

        Assert.Equal(422, await AcknowledgeAsync(body));
        await ShareAsync("see");
        Assert.Equal(403, await AcknowledgeAsync(body));
        Assert.False((await IncidentsAsync())[0].TryGetProperty("acknowledged", out _));
        await ShareAsync("trade");
        Assert.Equal(204, await AcknowledgeAsync(body));
    }

    private async Task<List<JsonElement>> IncidentsAsync() =>
        [.. (await scene.GetAsync(scene.Ada, $"/incidents?accountId={scene.AdasAccount}")).GetProperty("items").EnumerateArray()];

    private async Task<int> AcknowledgeAsync(string body) => (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/incidents/acknowledge", body)).Status;

    private async Task ShareAsync(string level) => Assert.Equal(
        200, (await scene.SendAsync(scene.Ada, HttpMethod.Post, $"/api/v1/accounts/{scene.AdasAccount}/permissions", $$"""{"user":"bob","level":"{{level}}"}""")).Status);
}
