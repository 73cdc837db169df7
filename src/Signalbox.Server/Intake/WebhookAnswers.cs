using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Monitoring.Receipts;
using Signalbox.Server.Api;
using Signalbox.Server.Guidance;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Intake;

/// <summary>The answers of a webhook. Everything that was dispatched is 200, also when every subscription then refuses.</summary>
internal static class WebhookAnswers
{
    /// <param name="rehearsed">Of a test: what the accounts would have done.</param>
    public static Task AcceptedAsync(HttpContext http, WebhookCall call, Receipt.Accepted accepted, IReadOnlyList<DryTarget> rehearsed, TimeProvider clock)
    {
        var results = ResultList.Of(accepted.Signal, accepted.Ticket.Reports);
        return WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            WriteHead(json, call, accepted.Signal.Id, results.Status, clock);
            results.WriteCode(json);
            RepairList.Write(json, accepted.Signal.Repairs);
            results.Write(json);
            WriteRehearsed(json, accepted.Signal, rehearsed);
        });
    }

    public static Task BatchAsync(HttpContext http, WebhookCall call, Receipt.Batch batch, IReadOnlyList<(SignalId Id, ResultList Results)> results, TimeProvider clock) =>
        WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            WriteHead(json, call, batch.Id, BatchResults.StatusOf(results), clock);
            RepairList.Write(json, batch.Items[0].Signal.Repairs);
            BatchResults.Write(json, results);
        });

    /// <summary>A resend is told what the first one was told.</summary>
    public static Task DuplicateAsync(HttpContext http, WebhookCall call, FirstResult first, TimeProvider clock) =>
        WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            WriteHead(json, call, first.Id, "duplicate", clock);
            if (first.Items is { } items)
            {
                BatchResults.Write(json, [.. items.Select(item => (item.Id, ResultList.Of(item.Reports)))]);
            }
            else
            {
                ResultList.Of(first.Reports).Write(json);
            }
        });

    public static Task RefusedAsync(HttpContext http, WebhookCall call, Refusal refusal)
    {
        var isTooLarge = refusal.Code == WebhookBody.TooLarge.Code;
        http.Response.Headers.Connection = isTooLarge ? "close" : default;
        return WriteAsync(http, isTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, json =>
        {
            WriteFailure(json, refusal.Code, refusal.Message);
            json.WriteString("status", "rejected");
            json.WriteString("logId", call.Submission.Arrival.Id.Value);
            if (refusal.Field is { } field)
            {
                json.WriteString("field", field);
            }
        });
    }

    public static Task IdReusedAsync(HttpContext http, WebhookCall call, SignalId first) =>
        WriteAsync(http, StatusCodes.Status409Conflict, json =>
        {
            WriteFailure(json, "id-reused", "This id was used for another body before. Give every signal an id of its own.");
            json.WriteString("id", first.Value);
            json.WriteString("logId", call.Submission.Arrival.Id.Value);
        });

    /// <summary>A call that did not get in; nothing of it was kept but a count.</summary>
    public static Task TurnedAwayAsync(HttpContext http, DoorRefusal refusal)
    {
        if (refusal.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return FailAsync(http, refusal.Status, refusal.Code, refusal.Message);
    }

    public static Task PostRequiredAsync(HttpContext http) =>
        FailAsync(http, StatusCodes.Status400BadRequest, "post-required", "Send the signal with the method POST.");

    public static Task BadWaitAsync(HttpContext http) =>
        FailAsync(http, StatusCodes.Status400BadRequest, "invalid-wait", "The parameter wait is a whole number of milliseconds from 0 to 30000.");

    public static Task NotCommittedAsync(HttpContext http, string why)
    {
        http.Response.Headers.RetryAfter = "1";
        return FailAsync(http, StatusCodes.Status503ServiceUnavailable, "not-committed", why);
    }

    private static Task FailAsync(HttpContext http, int status, string code, string message) =>
        WriteAsync(http, status, json => WriteFailure(json, code, message));

    private static void WriteFailure(Utf8JsonWriter json, string code, string message)
    {
        json.WriteBoolean("success", false);
        json.WriteString("messageCode", code);
        json.WriteString("message", message);
    }

    private static void WriteRehearsed(Utf8JsonWriter json, SignalReceived signal, IReadOnlyList<DryTarget> rehearsed)
    {
        if (rehearsed.Count == 0)
        {
            return;
        }

        json.WriteStartArray("rehearsal");
        foreach (var target in rehearsed)
        {
            JsonSerializer.Serialize(json, ParsedTargetDocument.Of(signal, target), ApiJson.Default.ParsedTargetDocument);
        }

        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, WebhookCall call, SignalId id, string status, TimeProvider clock)
    {
        json.WriteBoolean("success", true);
        json.WriteString("id", id.Value);
        json.WriteString("logId", call.Submission.Arrival.Id.Value);
        json.WriteString("status", status);
        json.WriteNumber("elapsedMs", Math.Round(clock.GetElapsedTime(call.Began).TotalMilliseconds, 3));
        json.WritePropertyName("payload");
        WritePayload(json, call);
    }

    /// <summary>JSON comes back as JSON, any other text as a text.</summary>
    private static void WritePayload(Utf8JsonWriter json, WebhookCall call)
    {
        var text = call.Receipt.Redacted is { } shown ? new SignalText(Encoding.UTF8.GetBytes(shown)) : call.Submission.Text;
        if (text.Json.Root is { } root)
        {
            json.WriteRawValue(root.Raw);
        }
        else
        {
            json.WriteStringValue(text.Plain);
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
