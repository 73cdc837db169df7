using System.Net.Http.Headers;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>What no form of ours sends is refused and stops nothing; what one sends stops trading.</summary>
public sealed class OddFormTests : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task KillSwitch_OfAFormThatCannotBeRead_IsRefused()
    {
        var fields = string.Join('&', Enumerable.Range(0, 1_025).Select(number => $"f{number}=1"));

        Assert.Equal((400, "malformed-form"), await SendAsync("/api/v1/kill-switch", "application/x-www-form-urlencoded", fields));
        Assert.Equal((400, "malformed-form"), await SendAsync("/api/v1/kill-switch", "application/x-www-form-urlencoded", $"reason={new string('r', 20_000)}"));
        Assert.Equal((415, "not-json"), await SendAsync("/api/v1/kill-switch", "multipart/form-data", "reason=r"));
        Assert.Equal("active", (await server.GetAsync("/kill-switch")).GetProperty("global").GetProperty("mode").GetString());
        Assert.Equal(200, (await SendAsync("/api/v1/kill-switch", "Application/X-WWW-Form-Urlencoded; charset=utf-8", "reason=r")).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task EffectiveTerms_OfASignalThatCannotBeAnId_AreRefused(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v1/subscriptions/demo/effective?signal=%00");
        request.Content = method == "POST" ? new StringContent("{}", new MediaTypeHeaderValue("application/json")) : null;
        using var answer = await server.Api.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("\"path\":\"signal\"", text, StringComparison.Ordinal);
    }

    private async Task<(int Status, string? Code)> SendAsync(string path, string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await server.Api.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.StartsWith('{') && System.Text.Json.JsonElement.Parse(text).TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
