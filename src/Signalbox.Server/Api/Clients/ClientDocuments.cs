using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Clients;

/// <summary>A machine that shall fetch access tokens at POST /oauth/token. It acts in the name of whoever creates it.</summary>
public sealed record ClientInput(
    [property: Required, Description("Says what the machine is.")] string? Name = null,
    [property: Required, Description("The most it may ask for; none beyond your own.")] IReadOnlyList<Scope>? Scopes = null,
    [property: Description("The only strategies it touches. Where this or accountIds is there, what is not named is out of its reach.")] IReadOnlyList<string>? StrategyIds = null,
    [property: Description("The only accounts it touches.")] IReadOnlyList<string>? AccountIds = null);

/// <summary>A machine as it stands.</summary>
public sealed record ClientDocument(
    [property: Description("The client_id.")] string Id,
    string UserId, string Name, IReadOnlyList<Scope> Scopes, bool Enabled, DateTimeOffset CreatedAt,
    [property: Description("When it last got an access token; absent: never.")] DateTimeOffset? LastUsedAt,
    IReadOnlyList<string>? StrategyIds, IReadOnlyList<string>? AccountIds)
{
    public static ClientDocument Of(MachineClient client) => new(
        client.Id, client.User, client.Name, client.Scopes, client.Enabled, client.CreatedAt, client.LastUsedAt, client.Reach?.Strategies, client.Reach?.Accounts);
}

/// <summary>A machine with the secret it was just given.</summary>
public sealed record ClientSecretDocument([property: Description("Shown this once.")] string ClientSecret, ClientDocument Details);
