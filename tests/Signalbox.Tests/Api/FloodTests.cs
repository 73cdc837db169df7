using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Transport;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Strangers who ask and ask from one place keep nobody elsewhere out.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private const string Flooding = "198.51.100.7";
    private const string Elsewhere = "203.0.113.9";
    private const string Passkey = "/api/v1/session/passkey/options";
    private const string External = "/api/v1/session/external";

    private TestIssuer issuer = null!;
    private ApiScene api = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        api = await ApiScene.StartAsync(
            services => services.AddSingleton(new ExternalOptions { Issuer = new(issuer.Address), ClientId = TestIssuer.ClientId }),
            new([AddressRange.Parse("127.0.0.0/8")!]));
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(Passkey, "passkey_challenges")]
    [InlineData(External, "external_sign_ins")]
    public async Task Questions_OfOneSender_AreThirty_AndTheOldestMakesWay(string path, string table)
    {
        Assert.Equal(200, (await SendAsync(path, Elsewhere)).Status);
        for (var asked = 0; asked < 40; asked++)
        {
            api.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(200, (await SendAsync(path, Flooding)).Status);
        }

        Assert.Equal(31, await api.Store.ReadAsync(scope => scope.RowAsync<long>($"SELECT count(*) FROM {table}"), TestContext.Current.CancellationToken));
        Assert.Equal(1, await api.Store.ReadAsync(scope => scope.RowAsync<long>($"SELECT count(*) FROM {table} WHERE asker = 'from {Elsewhere}'"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Questions_OfOneNetwork_AreCountedTogether()
    {
        for (var asked = 0; asked < 40; asked++)
        {
            Assert.Equal(200, (await SendAsync(Passkey, $"2001:db8:1:2::{asked:x}")).Status);
        }

        Assert.Equal(200, (await SendAsync(Passkey, "2001:db8:1:3::1")).Status);
        Assert.Equal(31, await api.Store.ReadAsync(scope => scope.RowAsync<long>("SELECT count(*) FROM passkey_challenges"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SignIns_OfOneSender_LeaveOthersTheirTurn()
    {
        var flood = Enumerable.Range(0, 40).Select(_ => SendAsync("/api/v1/session", Flooding, """{ "name": "nobody", "password": "guess" }""")).ToList();

        var right = await SendAsync("/api/v1/session", Elsewhere, $$"""{ "name": "ada", "password": "{{ApiScene.OwnerPassword}}" }""");

        Assert.Equal(200, right.Status);
        Assert.All(await Task.WhenAll(flood), answer => Assert.True(answer.Status is 401 or 429, answer.Text));
    }

    private Task<ApiAnswer> SendAsync(string path, string from, string? body = null) => api.SendAsync(HttpMethod.Post, path, body, request =>
    {
        request.Headers.Authorization = null;
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", "https");
    });
}
