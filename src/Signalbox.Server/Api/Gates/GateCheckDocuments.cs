using System.ComponentModel;
using System.Text.Json;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Server.Api.Gates;

/// <summary>An expression or a gate to try, and the signal to try it on. Nothing trades.</summary>
public sealed record GateCheckInput(
    [property: Description("An expression; or leave it out and send a gate.")] string? Expression = null,
    [property: Description("A gate of the kind expression or alignment.")] GateDocument? Gate = null,
    [property: Description("A signal as a webhook would get it.")] JsonElement? Signal = null,
    [property: Description("A past signal instead, by its id.")] string? SignalId = null,
    [property: Description("Whose account, position and recent trades are looked at; absent: a flat account.")] string? SubscriptionId = null,
    [property: Description("Values that take the place of what would be found, such as market.bid, extras.rsi or scores.model.")] IReadOnlyDictionary<string, string>? Values = null);

/// <param name="Canonical">The expression as it is read, with no more parentheses than it takes.</param>
/// <param name="Errors">Why it cannot be evaluated.</param>
/// <param name="Result">What it comes to; absent where it cannot be evaluated.</param>
public sealed record GateCheckDocument(bool Valid, string? Canonical, GateType? Type, IReadOnlyList<GateError> Errors, VerdictDocument? Result);

/// <summary>Everything an expression may use.</summary>
public sealed record GateLanguageDocument(IReadOnlyList<GateFieldDocument> Fields, IReadOnlyList<GateFunctionDocument> Functions)
{
    public static GateLanguageDocument Whole { get; } = new(
        [.. GateFields.All.Select(field => new GateFieldDocument(field.Name, field.Type, field.Meaning))],
        [.. GateFunctions.All.Select(function => new GateFunctionDocument(function.Name, function.Usage))]);
}

public sealed record GateFieldDocument(string Name, GateType Type, string Meaning);

public sealed record GateFunctionDocument(string Name, string Usage);
