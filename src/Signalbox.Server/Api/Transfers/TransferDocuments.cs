using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Api.Histories;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Notifications;

namespace Signalbox.Server.Api.Transfers;

/// <summary>Strategies, subscriptions and who is told of incidents as a file. Secrets, connections and what happened are no part of it.</summary>
public sealed record TransferDocument(
    [property: Required, Description("Always signalbox-configuration.")] string? Format = null,
    [property: Required, Description("The version of this format: 1.")] int? Version = null,
    IReadOnlyList<TransferredStrategy>? Strategies = null,
    IReadOnlyList<TransferredSubscription>? Subscriptions = null,
    IReadOnlyList<TransferredDestination>? Destinations = null)
{
    public const string FormatName = "signalbox-configuration";
    public const int FormatVersion = 1;
}

public sealed record TransferredStrategy(
    [property: Required, Description("What the file's subscriptions call it. A strategy of this id, else of the same name, is changed; else one is created.")] string? Id = null,
    [property: Required] StrategyInput? Strategy = null);

public sealed record TransferredSubscription(
    [property: Description("A subscription of this id, else of the same strategy and account, is changed; else one is created.")] string? Id = null,
    [property: Required, Description("Its strategyId is one of the file, or one that exists; its account must exist.")] SubscriptionInput? Subscription = null);

public sealed record TransferredDestination(
    [property: Description("A destination of this id, else of the same name, is changed and keeps its address; else one is created, without an address and switched off.")] string? Id = null,
    [property: Required, Description("Without its address, which is a secret. Its strategyId is one of the file, or one that exists; its account must exist.")] DestinationInput? Destination = null);

/// <summary>A file to import.</summary>
[BodyBytesMax(4 * 1024 * 1024)]
public sealed record ImportInput(
    [property: Description("The file as an object.")] TransferDocument? File = null,
    [property: Description("The file as it is, instead of `file`: what is wrong with it is told with its line.")] string? Text = null,
    [property: Description("Absent: only say what would change. Else the configurationVersion of that answer: nothing is applied where something changed since.")] long? Apply = null);

/// <summary>What an import changes; all of it or nothing.</summary>
public sealed record ImportDocument(
    [property: Description("Whether it was applied; else it was only tried.")] bool Applied,
    [property: Description("The configuration this holds for: send it as `apply`.")] long ConfigurationVersion,
    IReadOnlyList<ImportedDocument> Items);

/// <param name="Kind">strategy, subscription or destination.</param>
/// <param name="Action">create, change or keep.</param>
public sealed record ImportedDocument(string Kind, string Id, string Name, string Action, IReadOnlyList<ValueChangeDocument> Changes);
