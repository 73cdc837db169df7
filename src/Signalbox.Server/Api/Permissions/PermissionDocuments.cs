using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Markets;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Permissions;

/// <summary>What a user shall be allowed at one strategy or account.</summary>
public sealed record PermissionInput(
    [property: Required, Description("The name the user signs in with.")] string? User = null,
    [property: Required, Description("One of see, trade, manage and own. A new owner takes the place of the one before.")] PermissionLevel? Level = null);

/// <summary>What a user is allowed at one strategy or account.</summary>
public sealed record PermissionDocument(string UserId, string UserName, PermissionLevel Level)
{
    internal static PermissionDocument Of(NamedPermission permission) => new(permission.User, permission.UserName, permission.Level);
}

/// <summary>Everybody who is allowed something there; owners, administrators and auditors of the installation see it besides.</summary>
public sealed record PermissionListDocument(IReadOnlyList<PermissionDocument> Items);

public sealed record PublicationInput([property: Description("What others should know before they subscribe.")] string? Description = null);

/// <summary>A strategy in the catalogue. Signals of it are seen by those who subscribe; its webhook, accounts and secrets are not.</summary>
public sealed record PublicationDocument(
    string StrategyId, string Name, string Description,
    [property: Description("Who published it.")] string By,
    DateTimeOffset PublishedAt, bool Enabled, AssetClass AssetClass, TradingStyle TradingStyle,
    [property: Description("How many of the accounts you see are subscribed.")] int Subscriptions);

public sealed record CatalogueDocument(IReadOnlyList<PublicationDocument> Items);
