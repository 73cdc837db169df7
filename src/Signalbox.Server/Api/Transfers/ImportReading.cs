using Signalbox.Identity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Notifications;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Transfers;

/// <summary>From a file to the settings it stands for, with everything in it that is wrong noted at its place.</summary>
internal sealed class ImportReading(GateReading gates, NotificationReading destinations)
{
    /// <summary>What errors call the file; one that is about just that says it is none.</summary>
    public const string Root = "file";

    /// <summary>What is wrong stands in the check; where the file came as text, with its lines.</summary>
    public ImportFile Read(ImportInput input, InputCheck check)
    {
        check.Require(input.File is null != (input.Text is null), Root, "Send the file as an object under file, or as it is under text: one of the two.");
        return Read(input.Text is { } text ? Parsed(text, check) : input.File, check);
    }

    private static TransferDocument? Parsed(string text, InputCheck check)
    {
        var (document, problem) = JsonBody.ParseFile(text, Root);
        using (document)
        {
            if (problem is null)
            {
                return FittingJson.Read(document!.RootElement, ApiJson.Default.TransferDocument, check, Root);
            }

            check.Refuse(problem);
            return null;
        }
    }

    private ImportFile Read(TransferDocument? file, InputCheck check)
    {
        if (file is null)
        {
            return ImportFile.Empty;
        }

        check.Require(file.Format == TransferDocument.FormatName, "file.format", $"Expected a file of the format {TransferDocument.FormatName}.");
        check.Require(file.Version == TransferDocument.FormatVersion, "file.version", $"This Signalbox reads version {TransferDocument.FormatVersion}.");
        var (strategies, subscriptions, told) = (file.Strategies ?? [], file.Subscriptions ?? [], file.Destinations ?? []);
        check.Require(strategies.Count <= ImportFile.ItemsMax, "file.strategies", $"At most {ImportFile.ItemsMax} strategies.");
        check.Require(subscriptions.Count <= ImportFile.ItemsMax, "file.subscriptions", $"At most {ImportFile.ItemsMax} subscriptions.");
        check.Require(told.Count <= Destination.Max, "file.destinations", $"At most {Destination.Max} destinations.");
        RefuseRepeated(strategies, check);
        var named = strategies.Select(each => each.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new(
            [.. strategies.Take(ImportFile.ItemsMax).Select((each, index) => Strategy(each, $"file.strategies[{index}]", check))],
            [.. subscriptions.Take(ImportFile.ItemsMax).Select((each, index) => Subscription(each, $"file.subscriptions[{index}]", check))],
            [.. told.Take(Destination.Max).Select((each, index) => ToldBy(each, named, $"file.destinations[{index}]", check))]);
    }

    private static void RefuseRepeated(IReadOnlyList<TransferredStrategy> strategies, InputCheck check)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, strategy) in strategies.Index())
        {
            check.Require(strategy.Id is not { } id || seen.Add(id), $"file.strategies[{index}].id", $"The id {strategy.Id} stands there twice.");
        }
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
