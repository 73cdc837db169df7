using Signalbox.Identity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Notifications;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Transfers;

/// <summary>From a file to the settings it stands for, with everything that is wrong noted by its place in it.</summary>
internal sealed class TransferReading(GateReading gates, NotificationReading destinations)
{
    public const int ItemsMax = 1_000;

    public ImportFile Read(TransferDocument? file, InputCheck check)
    {
        check.Require(file?.Format == TransferDocument.FormatName, "file.format", $"Expected a file of the format {TransferDocument.FormatName}.");
        check.Require(file?.Version == TransferDocument.FormatVersion, "file.version", $"This Signalbox reads version {TransferDocument.FormatVersion}.");
        var (strategies, subscriptions, told) = (file?.Strategies ?? [], file?.Subscriptions ?? [], file?.Destinations ?? []);
        check.Require(strategies.Count <= ItemsMax, "file.strategies", $"At most {ItemsMax} strategies.");
        check.Require(subscriptions.Count <= ItemsMax, "file.subscriptions", $"At most {ItemsMax} subscriptions.");
        check.Require(told.Count <= Destination.Max, "file.destinations", $"At most {Destination.Max} destinations.");
        var twice = strategies.GroupBy(each => each.Id).FirstOrDefault(group => group.Count() > 1);
        check.Require(twice is null, "file.strategies", $"The id {twice?.Key} stands there twice.");
        var named = strategies.Select(each => each.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new(
            [.. strategies.Take(ItemsMax).Select((each, index) => Strategy(each, $"file.strategies[{index}]", check))],
            [.. subscriptions.Take(ItemsMax).Select((each, index) => Subscription(each, $"file.subscriptions[{index}]", check))],
            [.. told.Take(Destination.Max).Select((each, index) => ToldBy(each, named, $"file.destinations[{index}]", check))]);
    }

    private Strategy Strategy(TransferredStrategy each, string path, InputCheck check)
    {
        var id = check.Id($"{path}.id", each.Id, "strategy");
        return Within(check, $"{path}.strategy", inner => StrategyReading.Read(each.Strategy ?? new(), new StrategyId(id), gates, inner));
    }

    private Subscription Subscription(TransferredSubscription each, string path, InputCheck check)
    {
        var id = each.Id is null ? "" : check.Id($"{path}.id", each.Id, "subscription");
        return Within(check, $"{path}.subscription", inner => SubscriptionReading.Read(each.Subscription ?? new(), new SubscriptionId(id), gates, inner));
    }

    private Destination ToldBy(TransferredDestination each, HashSet<string> strategies, string path, InputCheck check)
    {
        var id = each.Id is null ? "" : check.Id($"{path}.id", each.Id, "destination");
        return Within(check, $"{path}.destination", inner =>
        {
            inner.Require(each.Destination?.Address is null, "address", "An address is a secret and no part of a file. Import without it and enter it on the page Alerts.");
            return destinations.Read(each.Destination ?? new(), id, inner, strategies);
        });
    }

    private static T Within<T>(InputCheck check, string path, Func<InputCheck, T> read)
    {
        var inner = new InputCheck();
        var value = read(inner);
        foreach (var error in inner.Errors)
        {
            check.Refuse($"{path}.{error.Path}", error.Message);
        }

        return value;
    }
}
