using System.Text;
using System.Text.Json;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>
/// A whole server with two traders. Ada has a strategy, an account and a subscription, and traded by a signal with a mark in its
/// body; Bob has an account.
/// </summary>
public sealed class SharingScene : IAsyncLifetime
{
    public const string Mark = "mark-of-ada";
    public const string AdasAccountName = "Hidden account of Ada";
    public const string AdasStrategyName = "Hidden strategy of Ada";

    private readonly string folder = RunningServer.NewFolder();
    private readonly HttpClient http = new();

    internal RunningServer Server { get; private set; } = null!;

    internal string Ada { get; private set; } = "";

    internal string Bob { get; private set; } = "";

    internal string Strategy { get; private set; } = "";

    internal string AdasAccount { get; private set; } = "";

    internal string BobsAccount { get; private set; } = "";

    internal string Subscription { get; private set; } = "";

    internal string Hook { get; private set; } = "";

    internal string Signal { get; private set; } = "";

    internal string Order { get; private set; } = "";

    /// <summary>What nobody but Ada is shown.</summary>
    internal IReadOnlyList<string> Hidden => [.. Mine, AdasStrategyName, Strategy, Mark, Signal];

    /// <summary>What stays hers also where the strategy is shared.</summary>
    internal IReadOnlyList<string> Mine => [AdasAccountName, AdasAccount, Subscription, Order, Hook.Split('/')[^1]];

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync(folder);
        http.BaseAddress = Server.Api.BaseAddress;
        Ada = await RoleScene.AddAsync(Server, "ada", Role.Trader);
        Bob = await RoleScene.AddAsync(Server, "bob", Role.Trader);
        Strategy = await CreateAsync(Ada, "/strategies", $$"""{"name":"{{AdasStrategyName}}"}""");
        AdasAccount = await AccountAsync(Ada, AdasAccountName);
        BobsAccount = await AccountAsync(Bob, "Account of Bob");
        Subscription = await SubscribeAsync(Ada, AdasAccount);
        Hook = new Uri((await GetAsync(Ada, $"/strategies/{Strategy}/webhook")).GetProperty("url").GetString()!).AbsolutePath;
        Signal = await SignalAsync();
        Order = (await GetAsync(Ada, $"/signals/{Signal}")).GetProperty("orders")[0].GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Sends Ada's strategy a signal and gives back its id once it is done.</summary>
    internal async Task<string> SignalAsync()
    {
        var (status, answer) = await Server.SendAsync($$"""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","note":"{{Mark}}"}""", path: Hook);
        return status == 200 ? answer.GetProperty("id").GetString()! : throw new InvalidOperationException(answer.GetRawText());
    }

    internal Task<string> SubscribeAsync(string token, string account) => CreateAsync(
        token, "/subscriptions", $$"""{"strategyId":"{{Strategy}}","accountId":"{{account}}","rules":{"allowAddToPosition":true} }""");

    internal async Task<JsonElement> GetAsync(string token, string path)
    {
        var (status, text) = await SendAsync(token, HttpMethod.Get, "/api/v1" + path);
        return status == 200 ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {status} {text}");
    }

    internal async Task<(int Status, string Text)> SendAsync(string token, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal async Task<string> CreateAsync(string token, string path, string body)
    {
        var (status, text) = await SendAsync(token, HttpMethod.Post, "/api/v1" + path, body);
        return status == 201 ? JsonElement.Parse(text).GetProperty("id").GetString()! : throw new InvalidOperationException($"{path}: {status} {text}");
    }

    private async Task<string> AccountAsync(string token, string name)
    {
        var account = await CreateAsync(token, "/connections", $$"""{"name":"{{name}}","broker":"paper","mode":"paper"}""");
        await Until.HoldsAsync(async () => (await GetAsync(token, $"/accounts/{account}")).GetProperty("isRunning").GetBoolean());
        await SendAsync(token, HttpMethod.Put, $"/api/v1/paper/{account}/prices/BTCUSDT", """{"price":"60000"}""");
        return account;
    }
}
