using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Monitoring.Notices;
using Signalbox.Server.Notifications;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>A whole server in a hurry, whose incidents a test raises itself.</summary>
public abstract class NotificationScene : IAsyncLifetime
{
    private static readonly NotificationPace Hurried = new()
    {
        GatherFor = TimeSpan.FromMilliseconds(300), Gap = TimeSpan.FromMilliseconds(600), FirstRetry = TimeSpan.FromMilliseconds(200), RetryMax = TimeSpan.FromMilliseconds(400),
        HeartbeatEvery = TimeSpan.FromMilliseconds(300), LookEvery = TimeSpan.FromMilliseconds(200),
    };

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected string Folder { get; } = RunningServer.NewFolder();

    private protected RunningServer Server { get; private set; } = null!;

    /// <summary>A PostgreSQL connection string; null is SQLite.</summary>
    private protected virtual string? Store => null;

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        // None where its database could not be had.
        if (Server is { } server)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected async Task StartAsync()
    {
        Server = await RunningServer.StartAsync(Folder, options => options with { PublicUrl = new("https://signalbox.example"), Store = Store });
        Pace(Hurried);
    }

    private protected void Pace(NotificationPace pace) => Server.Services.GetRequiredService<NotificationOptions>().Pace = pace;

    private protected void Pace(Func<NotificationPace, NotificationPace> adjust) => Pace(adjust(Hurried));

    private protected Task RaiseAsync(string message, string code = "test-notice") => Server.Services.GetRequiredService<NoticeWriter>().RaiseAsync(code, message, Cancel);

    /// <summary>The id of a destination that was just made.</summary>
    private protected async Task<string> AddAsync(string name, Uri url, string kind = "webhook", string more = "") => Text((await CallAsync(
        HttpMethod.Post, "", $$"""{ "name": "{{name}}", "kind": "{{kind}}", "address": { "url": "{{url}}secret-path-of-{{name}}" }{{more}} }""", HttpStatusCode.Created))!.Value, "id");

    private protected async Task<JsonElement> ShownAsync(string id) =>
        (await Server.GetAsync("/notifications/destinations")).GetProperty("items").EnumerateArray().Single(each => Text(each, "id") == id);

    private protected async Task<JsonElement?> CallAsync(HttpMethod method, string path, string? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/notifications/destinations{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonElement.Parse(text);
    }

    private protected static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
