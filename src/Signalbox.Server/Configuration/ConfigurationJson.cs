using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Windows;

namespace Signalbox.Server.Configuration;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AlertRuleList))]
[JsonSerializable(typeof(Strategy))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(BrokerConnection))]
[JsonSerializable(typeof(TradeTerms))]
[JsonSerializable(typeof(TargetTerms))]
[JsonSerializable(typeof(TickerMeaning))]
[JsonSerializable(typeof(RiskLimits))]
[JsonSerializable(typeof(SignalMaySet))]
[JsonSerializable(typeof(TradeRules))]
[JsonSerializable(typeof(TradingWindows))]
[JsonSerializable(typeof(Gate[]))]
[JsonSerializable(typeof(WebhookProtection))]
[JsonSerializable(typeof(WebhookStanding))]
[JsonSerializable(typeof(AlignmentRule))]
[JsonSerializable(typeof(VenueSetting[]))]
[JsonSerializable(typeof(AssetClass[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ConfigurationJson : JsonSerializerContext
{
    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    public static T Read<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException("A stored setting is null.");
}
