using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Identity;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Intake;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Signals;
using Signalbox.Signals.Readers.PlainText;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Guidance;

/// <summary>Says how a body would be read and what would come of it. Nothing is written down and nothing is traded.</summary>
internal sealed class ParseEndpoints(CatalogueHolder catalogue, DryRun dryRun, IIdSource ids, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api, IServiceProvider services)
    {
        var endpoints = services.GetRequiredService<ParseEndpoints>();
        api.MapPost("/signals/parse", endpoints.ParseAsync).Requires(Scope.Read).WithTags("Signals")
            .Describe("parseSignal", "Say how a body would be read, and what would come of it",
                "Send the body as you would send it to the webhook. With `strategy` its subscriptions are asked too; nothing is traded.")
            .Answers<ParsedBodyDocument>().Produces<ParseRefusalDocument>(StatusCodes.Status400BadRequest, "application/json").Fails(404);
    }

    private async Task<IResult> ParseAsync(HttpContext http, Sight sight, string? strategy, string? ticker, string? account)
    {
        using var body = await WebhookBody.ReadAsync(http, http.RequestAborted);
        var picture = catalogue.Picture;
        var known = sight.Of(picture.Catalogue);
        if (strategy is not null && known.Strategy(new(strategy)) is null)
        {
            return ApiErrors.NotFound("strategy", strategy);
        }

        var submission = new Submission
        {
            Arrival = new() { Id = new(ids.Next().ToString()), Strategy = new(strategy ?? ""), At = clock.GetUtcNow(), Raw = body.Text },
            Body = body.Bytes,
            Defaults = new(ticker, account),
            Allows = secret => strategy is null || picture.Webhooks.AllowsInBody(new(strategy), secret),
        };
        return body.IsTooLarge
            ? Refused(submission, WebhookBody.TooLarge, null, [])
            : await AnswerAsync(submission, known, http.RequestAborted);
    }

    private async Task<IResult> AnswerAsync(Submission submission, Catalogue known, CancellationToken cancel)
    {
        var (reader, reading) = SignalReaders.All.Read(submission.Text);
        if ((BodySecrets.Refuse(submission, reading) ?? reading.Refusal) is { } unread)
        {
            return Refused(submission, unread, reader, reading.Repairs);
        }

        if (known.Strategy(submission.Strategy) is not { } strategy)
        {
            return reading.Signals.Select(ImpossibleSignals.Refuse).FirstOrDefault(refusal => refusal is not null) is { } impossible
                ? Refused(submission, impossible, reader, reading.Repairs)
                : Parsed(submission, reader!, reading, [.. reading.Signals.Select(signal => Describe(signal, null))]);
        }

        var routed = Router.Route(submission, reader!, reading, strategy, known);
        if (routed.Refusal is { } refusal)
        {
            return Refused(submission, refusal, reader, reading.Repairs);
        }

        var signals = new List<ParsedSignalDocument>();
        foreach (var received in routed.Signals!)
        {
            var targets = await dryRun.AskAsync(received, cancel);
            signals.Add(Describe(received.Signal, [.. targets.Select(target => ParsedTargetDocument.Of(received, target))]));
        }

        return Parsed(submission, reader!, reading, signals);
    }

    private static ParsedSignalDocument Describe(Signal signal, IReadOnlyList<ParsedTargetDocument>? targets)
    {
        using var canonical = JsonDocument.Parse(SignalboxJsonWriter.Write(signal));
        return new(canonical.RootElement.Clone(), PlainTextWriter.Write(signal), signal.UnknownFields, targets);
    }

    private static JsonHttpResult<ParsedBodyDocument> Parsed(Submission submission, string reader, Reading reading, IReadOnlyList<ParsedSignalDocument> signals) =>
        TypedResults.Json(new ParsedBodyDocument(reader, reading.Repairs, TextParts.Of(submission.Arrival.Raw, reading.Signals), signals), ApiJson.Default.ParsedBodyDocument);

    private static JsonHttpResult<ParseRefusalDocument> Refused(Submission submission, Refusal refusal, string? reader, IReadOnlyList<string> repairs) => TypedResults.Json(
        new ParseRefusalDocument(false, refusal.Code, refusal.Message, refusal.Field, TextParts.PlaceOf(submission.Arrival.Raw, refusal), reader, repairs),
        ApiJson.Default.ParseRefusalDocument, statusCode: StatusCodes.Status400BadRequest);
}
