using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Guidance;

/// <summary>What shall be sent, from where, and in which language.</summary>
public sealed record ComposeInput(
    [property: Required, Description("The intent, in any language the webhook reads: JSON as text, or plain text.")] string? Signal = null,
    [property: Description("Absent: code.")] SignalSource Source = SignalSource.Code,
    [property: Description("Absent: json.")] SignalFormat Format = SignalFormat.Json);

[JsonConverter(typeof(SnakeCaseEnumConverter<SignalSource>))]
public enum SignalSource
{
    /// <summary>A program of one's own: everything is said as it is.</summary>
    Code,

    /// <summary>An alert on an indicator or a price: TradingView fills in ticker, price and time.</summary>
    TradingviewIndicator,

    /// <summary>An alert on a strategy: TradingView fills in action and quantity too.</summary>
    TradingviewStrategy,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<SignalFormat>))]
public enum SignalFormat
{
    /// <summary>Signalbox's own JSON.</summary>
    Json,

    /// <summary>Signalbox's plain text.</summary>
    Text,

    /// <summary>The JSON TradersPost documents: for alerts that shall work at both. It cannot say everything.</summary>
    Traderspost,
}

/// <summary>The same signal for every place it may be sent from. The address is not in it: it is a secret.</summary>
public sealed record ComposedDocument(
    [property: Description("The body: paste it into the alert's message.")] string Message,
    [property: Description("Its content type.")] string ContentType,
    [property: Description("Pine that raises the alert with this message.")] string Pine,
    string Curl,
    string Python,
    string JavaScript,
    [property: Description("What to do with it, in order.")] IReadOnlyList<string> Steps);
