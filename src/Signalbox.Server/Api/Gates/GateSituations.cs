using System.Text;
using System.Text.Json;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Hosting;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Signals;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Server.Api.Gates;

/// <summary>Puts together what a gate is tried on: a signal, an account, and values of the caller's own.</summary>
internal sealed class GateSituations(CatalogueHolder catalogue, AccountDirectory accounts, RecordReader records, TimeProvider clock)
{
    private const int ValuesMax = 200;

    /// <summary>Null when something is wrong with what was asked.</summary>
    public async Task<GateTrial?> FindAsync(Gate gate, GateCheckInput asked, Sight sight, InputCheck check, CancellationToken cancel)
    {
        check.AtMostOne("signal", "signal and signalId", asked.Signal is not null, asked.SignalId is not null);
        var values = ValuesOf(asked.Values ?? new Dictionary<string, string>(), check);
        var subscription = asked.SubscriptionId is { } id ? sight.Of(catalogue.Current).Subscriptions.GetValueOrDefault(new(id)) : null;
        check.Require(asked.SubscriptionId is null || subscription is not null, "subscriptionId", $"There is no subscription {asked.SubscriptionId}.");
        if (check.Failed)
        {
            return null;
        }

        var signal = asked.SignalId is { } past ? await PastAsync(past, sight, check, cancel) : Given(asked.Signal, check);
        return new()
        {
            Gate = gate,
            Signal = signal,
            Subscription = subscription,
            Strategy = subscription is null ? null : catalogue.Current.Strategy(subscription.Strategy),
            Host = subscription is null ? null : accounts.Find(subscription.Account),
            Values = values,
            Now = clock.GetUtcNow(),
        };
    }

    private static Signal? Given(JsonElement? body, InputCheck check)
    {
        if (body is not { } given)
        {
            return null;
        }

        var (_, reading) = SignalReaders.All.Read(new SignalText(Encoding.UTF8.GetBytes(given.GetRawText())));
        if (reading.Refusal is { } refusal)
        {
            check.Refuse(refusal.Field is { } field ? $"signal.{field}" : "signal", refusal.Message);
            return null;
        }

        return reading.Signals[0];
    }

    private async Task<Signal?> PastAsync(string id, Sight sight, InputCheck check, CancellationToken cancel)
    {
        var text = await records.ReadAsync(sight, scope => scope.RowAsync<string>("SELECT signal FROM signals WHERE id = @Id", new { Id = id }), cancel);
        check.Require(text is not null, "signalId", $"There is no signal {id} that was understood.");
        return text is null ? null : RecordText.Signal(text);
    }

    private static Dictionary<string, GateValue> ValuesOf(IReadOnlyDictionary<string, string> given, InputCheck check)
    {
        check.Require(given.Count <= ValuesMax, "values", $"At most {ValuesMax} values may be given.");
        var values = new Dictionary<string, GateValue>(StringComparer.Ordinal);
        foreach (var (name, text) in given.Take(ValuesMax))
        {
            if (GateTrial.TypeOf(name) is not { } type)
            {
                check.Refuse($"values.{name}", "No expression can look this up.");
                continue;
            }

            var value = GateValue.Of(text).As(type);
            check.Require(!value.IsMissing, $"values.{name}", $"Expected a {Text.Words.Of(type)}.");
            values[name] = value;
        }

        return values;
    }
}
