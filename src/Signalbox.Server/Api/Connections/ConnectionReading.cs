using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Connections;

/// <summary>Reads a connection against what its broker takes.</summary>
internal sealed class ConnectionReading(BrokerDirectory directory)
{
    private const int ValueCharsMax = 1_000;

    // Keys of exchanges may be whole PEM files.
    private const int CredentialCharsMax = 10_000;

    public BrokerConnection Read(ConnectionInput input, AccountId id, InputCheck check)
    {
        var broker = Broker(input, check);
        if (broker is not null)
        {
            CheckSettings(input.Settings ?? [], broker, check);
            CheckCredentials(input.Credentials, broker, check);
        }

        return new()
        {
            Id = id,
            Name = check.Name("name", input.Name),
            Broker = input.Broker ?? "",
            Mode = Mode(input, broker, check),
            Status = input.Status,
            AssetClasses = [.. AssetClasses(input, broker, check)],
            PositionScope = input.PositionScope,
            Settings = [.. (input.Settings ?? []).OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new VenueSetting(each.Key, each.Value))],
        };
    }

    /// <summary>What only a new connection needs: there are no credentials yet that could stay.</summary>
    public void RequireCredentials(ConnectionInput input, InputCheck check)
    {
        if (input.Credentials is null && directory.Find(input.Broker ?? "") is { } broker)
        {
            CheckCredentials([], broker, check);
        }
    }

    private BrokerDescription? Broker(ConnectionInput input, InputCheck check)
    {
        var found = directory.Find(input.Broker ?? "");
        if (found is null)
        {
            var names = string.Join(", ", directory.Brokers.Select(broker => broker.Name));
            check.Refuse("broker", input.Broker is null ? $"A broker is required: {names}." : $"There is no broker of this name. There are: {names}.");
        }

        return found;
    }

    private static AccountMode Mode(ConnectionInput input, BrokerDescription? broker, InputCheck check)
    {
        if (input.Mode is not { } mode)
        {
            check.Refuse("mode", "A mode is required: paper or live.");
            return AccountMode.Paper;
        }

        check.Require(broker is null || broker.Modes.Contains(mode), "mode", $"{broker?.Title} has no {Words.Of(mode)} accounts.");
        return mode;
    }

    private static IReadOnlyList<AssetClass> AssetClasses(ConnectionInput input, BrokerDescription? broker, InputCheck check)
    {
        var listed = input.AssetClasses ?? broker?.AssetClasses ?? [];
        check.Require(input.AssetClasses is not { Count: 0 }, "assetClasses", "At least one asset class is required.");
        for (var index = 0; index < listed.Count; index++)
        {
            check.Require(
                broker is null || broker.AssetClasses.Contains(listed[index]), $"assetClasses[{index}]", $"{broker?.Title} does not trade {Words.Of(listed[index])}.");
        }

        return [.. listed.Distinct()];
    }

    private static void CheckSettings(Dictionary<string, string> settings, BrokerDescription broker, InputCheck check)
    {
        foreach (var (name, value) in settings)
        {
            check.Require(broker.Settings.Contains(name), $"settings.{name}", UnknownName(name, broker.Settings, $"{broker.Title} has no such setting."));
            check.Require(value.Length <= ValueCharsMax, $"settings.{name}", $"A setting has at most {ValueCharsMax} characters.");
        }
    }

    private static void CheckCredentials(Dictionary<string, string>? credentials, BrokerDescription broker, InputCheck check)
    {
        if (credentials is null)
        {
            return;
        }

        IReadOnlyList<string> known = [.. broker.Credentials, .. broker.OptionalCredentials];
        foreach (var (name, value) in credentials)
        {
            check.Require(known.Contains(name), $"credentials.{name}", UnknownName(name, known, $"{broker.Title} has no such credential."));
            check.Require(value.Length is >= 1 and <= CredentialCharsMax, $"credentials.{name}", $"A credential has 1 to {CredentialCharsMax} characters.");
        }

        foreach (var name in broker.Credentials)
        {
            check.Require(credentials.ContainsKey(name), $"credentials.{name}", $"{broker.Title} needs this credential.");
        }
    }

    private static string UnknownName(string name, IReadOnlyList<string> known, string sentence) =>
        NearestWord.Of(name, known) is { } nearest ? $"{sentence} Did you mean {nearest}?" : sentence;
}
