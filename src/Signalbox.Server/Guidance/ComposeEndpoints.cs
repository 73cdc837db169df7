using System.Text;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Signals;
using Signalbox.Signals.Readers.TradersPost;

namespace Signalbox.Server.Guidance;

/// <summary>Writes an intent as the message, script and programs that send it.</summary>
internal static class ComposeEndpoints
{
    private const int SignalLengthMax = 10_000;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/signals/compose", Compose).Requires(Scope.Read).WithTags("Signals")
        .Describe("composeSignal", "Write a signal as an alert message, Pine, curl, Python and JavaScript",
            "For TradingView the message holds placeholders. The webhook's address is left out: it is a secret.")
        .Answers<ComposedDocument>().Fails(422);

    private static IResult Compose(Input<ComposeInput> input)
    {
        var asked = input.Value;
        input.Check.Require(asked.Signal is { Length: > 0 and <= SignalLengthMax }, "signal", $"Send the signal as text of at most {SignalLengthMax} characters.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var (_, reading) = SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(asked.Signal!)));
        var refusal = reading.Refusal ?? reading.Signals.Select(ImpossibleSignals.Refuse).FirstOrDefault(found => found is not null);
        if (refusal is not null)
        {
            // A form says the signal in our JSON: its fields are named so that the message can stand beside them.
            input.Check.Refuse(refusal.Field is { } field && !field.Contains(':', StringComparison.Ordinal) ? $"signal.{field}" : "signal", refusal.Message);
        }
        else if (reading.Signals.Count != 1 && asked.Source != SignalSource.Code)
        {
            input.Check.Refuse("signal", "An alert's message is composed from one signal. Send one, or choose the source code.");
        }
        else if (asked.Format == SignalFormat.Traderspost && reading.Signals.Select(TradersPostWriter.Unsayable).FirstOrDefault(found => found is not null) is { } unsayable)
        {
            input.Check.Refuse("format", unsayable);
        }

        return input.Check.Failed ? ApiErrors.Invalid(input.Check.Errors) : TypedResults.Json(Composed(reading.Signals, asked), ApiJson.Default.ComposedDocument);
    }

    private static ComposedDocument Composed(IReadOnlyList<Signal> signals, ComposeInput asked)
    {
        var message = AlertMessage.Write(signals, asked.Source, asked.Format);

        // Programs know no placeholders: they send what was asked for.
        var body = AlertMessage.Write(signals, SignalSource.Code, asked.Format);
        var contentType = asked.Format == SignalFormat.Text ? "text/plain" : "application/json";
        return new(
            message, contentType, CodeSamples.Pine(message, asked.Source), CodeSamples.Curl(body, contentType),
            CodeSamples.Python(body, contentType), CodeSamples.JavaScript(body, contentType), [.. Steps(asked.Source), .. LeftOut(signals, asked.Source)]);
    }

    private static string[] LeftOut(IReadOnlyList<Signal> signals, SignalSource source) =>
        source != SignalSource.Code && signals is [{ ExplicitId: not null } or { SenderOrderId: not null }]
            ? ["The id is left out of the alert: it would be the same every time, and every alert after the first would count as a resend."]
            : [];

    private static string[] Steps(SignalSource source) => source switch
    {
        SignalSource.Code => ["Set SIGNALBOX_WEBHOOK to the strategy's webhook address.", "Run one of the programs."],
        SignalSource.TradingviewIndicator =>
        [
            "In TradingView, create an alert on your indicator or price.",
            "Paste the message into the field Message, or use the Pine script and choose \"Any alert() function call\".",
            "Under Notifications, tick Webhook URL and paste the strategy's webhook address.",
        ],
        _ =>
        [
            "In TradingView, create an alert on your strategy.",
            "Paste the message into the field Message; with the Pine script write {{strategy.order.alert_message}} there instead.",
            "Under Notifications, tick Webhook URL and paste the strategy's webhook address.",
        ],
    };
}
