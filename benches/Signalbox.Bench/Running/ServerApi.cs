using System.Text;
using System.Text.Json;

namespace Signalbox.Bench.Running;

/// <summary>What is configured through the server's API.</summary>
/// <param name="log">What the server said last, for the message of a failure.</param>
public sealed class ServerApi(HttpClient client, Func<string> log)
{
    public Task<string> PaperConnectionAsync(string name) =>
        CreateAsync("connections", $$"""{"name":"{{name}}","broker":"paper","mode":"paper"}""");

    public Task<string> LoopbackConnectionAsync(string name, Uri exchange, string key, string secret) => CreateAsync("connections",
        $$$"""{"name":"{{{name}}}","broker":"loopback","mode":"paper","settings":{"address":"{{{exchange}}}"},"credentials":{"key":"{{{key}}}","secret":"{{{secret}}}"} }""");

    public Task<string> StrategyAsync(string name) => CreateAsync("strategies", $$"""{"name":"{{name}}"}""");

    public Task<string> SubscriptionAsync(string strategy, string account) => CreateAsync("subscriptions",
        $$"""{"strategyId":"{{strategy}}","accountId":"{{account}}","rules":{"allowAddToPosition":true,"allowSideSwap":true} }""");

    /// <summary>Has a webhook told of incidents.</summary>
    public Task<string> DestinationAsync(string name, Uri address) => CreateAsync("notifications/destinations",
        $$$"""{"name":"{{{name}}}","kind":"webhook","address":{"url":"{{{address}}}"} }""");

    /// <summary>Stops trading everywhere, which is an incident at every account.</summary>
    public async Task StopTradingAsync()
    {
        using var reason = new StringContent("""{"reason":"to have incidents"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/v1/kill-switch", UriKind.Relative), reason);
        await BodyAsync(answer);
    }

    /// <summary>The ids of the incidents of a kind, at most 200.</summary>
    public async Task<IReadOnlyList<string>> IncidentsAsync(string kind)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/incidents?limit=200", UriKind.Relative));
        return [.. (await BodyAsync(answer)).GetProperty("items").EnumerateArray().Where(each => Text(each, "kind") == kind).Select(each => Text(each, "id"))];
    }

    /// <summary>With limits that no load of ours reaches: they are not what is measured.</summary>
    public async Task<Uri> WebhookAsync(string strategy)
    {
        var protection = new Uri($"/api/v1/strategies/{strategy}/webhook/protection", UriKind.Relative);
        using var present = await client.GetAsync(protection);
        var version = (await BodyAsync(present)).GetProperty("version");
        using var limits = new StringContent($$$"""{"version":{{{version}}},"limits":{"perSecond":100000,"burst":100000}}""", Encoding.UTF8, "application/json");
        using var lifted = await client.PutAsync(protection, limits);
        await BodyAsync(lifted);
        using var answer = await client.GetAsync(new Uri($"/api/v1/strategies/{strategy}/webhook", UriKind.Relative));
        return new(Text(await BodyAsync(answer), "url"));
    }

    private async Task<string> CreateAsync(string what, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/api/v1/{what}", UriKind.Relative), content);
        return Text(await BodyAsync(answer), "id");
    }

    private async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement
            : throw new InvalidOperationException($"The server answered {(int)answer.StatusCode}: {body}\n{log()}");
    }

    private static string Text(JsonElement body, string field) => body.GetProperty(field).GetString()!;
}
