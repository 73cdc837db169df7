using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Live;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Every door of the whole server: closed without a caller, and open to the roles it was declared for alone.</summary>
public sealed class AuthorizationTests(RoleScene scene) : IClassFixture<RoleScene>
{
    [Fact]
    public void Operations_AreAllInTheTable() => Assert.Equal(
        RoleTable.Operations.Keys.Concat(RoleTable.Open).Order(StringComparer.Ordinal), scene.Operations.Select(operation => operation.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Endpoints_OutsideTheDocument_AreAllInTheTable()
    {
        var others = Others().Select(Address).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(RoleTable.Others.Keys.Order(StringComparer.Ordinal), others);
        Assert.All(Others(), endpoint => Assert.Equal(RoleTable.Others[Address(endpoint)] is null, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null));
    }

    [Fact]
    public async Task Operations_WithoutACaller_AreRefused()
    {
        foreach (var (id, method, path) in scene.Operations.Where(operation => !RoleTable.Open.Contains(operation.Id)))
        {
            var (status, text) = await scene.KnockAsync(null, method, path);
            Assert.True(status == 401 && text.Contains("\"unauthenticated\"", StringComparison.Ordinal), $"{id} answers {status} to nobody: {text}");
        }

        Assert.Equal(401, (await scene.KnockAsync(null, HttpMethod.Post, "/live/negotiate")).Status);
        Assert.Equal(401, (await scene.KnockAsync(null, HttpMethod.Get, "/live")).Status);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Trader)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Owner)]
    public async Task Role_MayDoWhatTheTableSaysAndNothingElse(Role role)
    {
        var token = scene.Token(role);
        foreach (var (id, method, path) in scene.Operations.Where(operation => !RoleTable.Open.Contains(operation.Id)))
        {
            var (status, text) = await scene.KnockAsync(token, method, path);
            Assert.True(status is not 401 and < 500, $"{id} answers {status} to the role {role}: {text}");

            if (!RoleTable.PersonsOwn.Split(' ').Contains(id))
            {
                var isRefused = status == 403 && text.Contains("\"forbidden\"", StringComparison.Ordinal);
                Assert.True(role.May(RoleTable.Operations[id]) != isRefused, $"{id} answers {status} to the role {role}: {text}");
            }
        }
    }

    [Fact]
    public async Task Channels_AreAllInTheTableAndRefuseWhoMayNot()
    {
        Assert.Equal(RoleTable.Channels.Keys.Order(StringComparer.Ordinal), ChannelName.Kinds.Order(StringComparer.Ordinal));
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var client = await LiveClient.ConnectAsync(scene.Server, scene.Token(role));
            foreach (var (kind, roles) in RoleTable.Channels)
            {
                var channel = new[] { "", ":paper", ":paper:BTCUSDT", ":paper:BTCUSDT:1m" }.Select(about => kind + about).First(name => ChannelName.Read(name) is not null);
                await client.WatchAsync(channel);
                var first = await client.ItemAsync(item => item.GetProperty("channel").GetString() == channel);
                var isRefused = first.GetProperty("type").GetString() == "refused" && first.GetProperty("data").GetProperty("code").GetString() == "forbidden";
                Assert.True(role.May(roles) != isRefused, $"{channel} says {first} to the role {role}.");
            }
        }
    }

    private static string Address(RouteEndpoint endpoint) =>
        $"{(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "ANY")} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    private IReadOnlyList<RouteEndpoint> Others() =>
    [
        .. scene.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)),
    ];
}
