using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Identity;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Configuration;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>A whole server with a user and a token of every role.</summary>
public sealed class RoleScene : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();
    private readonly Dictionary<Role, string> tokens = [];

    internal RunningServer Server { get; private set; } = null!;

    /// <summary>Each operation of the OpenAPI document: its id, method and path.</summary>
    internal IReadOnlyList<(string Id, HttpMethod Method, string Path)> Operations { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync(folder);
        foreach (var role in Enum.GetValues<Role>())
        {
            tokens[role] = await AddAsync(Server, role.ToString(), role);
        }

        var document = JsonElement.Parse(await Server.Api.GetStringAsync("/openapi/v1.json"));
        Operations =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation =>
                (operation.Value.GetProperty("operationId").GetString()!, new HttpMethod(operation.Name.ToUpperInvariant()), path.Name))),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A user with this name and role, and a token that may all that the role may.</summary>
    internal static async Task<string> AddAsync(RunningServer server, string name, Role role)
    {
        var ids = server.Services.GetRequiredService<IIdSource>();
        var user = new UserAccount { Id = ids.Next().ToString(), Name = name, Role = role, Enabled = true };
        _ = (await server.Services.GetRequiredService<UserStore>().CreateAsync(user, "none", Settings.Asked, default)).Saved;
        var token = new ApiToken { Id = ids.Next().ToString(), User = user.Id, Name = name, Scopes = Scopes.All, CreatedAt = DateTimeOffset.UnixEpoch };
        return (await server.Services.GetRequiredService<TokenStore>().IssueAsync(token, Settings.Asked, default)).Text;
    }

    internal string Token(Role role) => tokens[role];

    /// <summary>Calls an address whose names stand for nothing, with a body that cannot be read: whoever gets past the door changes nothing.</summary>
    internal async Task<(int Status, string Text)> KnockAsync(string? token, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, System.Text.RegularExpressions.Regex.Replace(path, "{[^}]*}", "x"));
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        request.Content = method == HttpMethod.Get || method == HttpMethod.Delete ? null : new StringContent("[", Encoding.UTF8, "application/json");
        using var anonymous = new HttpClient { BaseAddress = Server.Api.BaseAddress };
        using var answer = await anonymous.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
