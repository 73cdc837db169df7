using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Monitoring.Receipts;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Configuration;
using Signalbox.Server.Guidance;
using Signalbox.Server.Health;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Intake;

/// <summary>Where signals come in. Open without a token: the secret in the path speaks for the strategy.</summary>
internal sealed class WebhookEndpoints(
    TradingNode node, CatalogueHolder catalogue, FirstResults firstResults, DryRun dryRun, WebhookDoor door, WebhookMeter meter, IIdSource ids, TimeProvider clock)
{
    public static void Map(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<WebhookEndpoints>();
        foreach (var path in (string[])["/hook/{strategy}/{secret}", "/trading/webhook/{strategy}/{secret}"])
        {
            app.MapPost(path, endpoints.ReceiveAsync).AllowAnonymous().WithMetadata(new PlainHttpAllowed()).ExcludeFromDescription();
            app.MapMethods(path, ["GET", "PUT", "DELETE", "PATCH"], WebhookAnswers.PostRequiredAsync).AllowAnonymous().WithMetadata(new PlainHttpAllowed()).ExcludeFromDescription();
        }
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var began = clock.GetTimestamp();
        var picture = catalogue.Picture;
        var (key, refused) = door.Open(http, picture.Webhooks, (string)http.GetRouteValue("strategy")!, (string)http.GetRouteValue("secret")!);
        if (key is null)
        {
            await TurnAwayAsync(http, refused!, began);
            return;
        }

        if (node.Pipeline is not { } pipeline)
        {
            await WebhookAnswers.NotCommittedAsync(http, "The server is starting and takes no signals yet. Send it again in a moment.");
            return;
        }

        if (WaitOf(http) is not { } wait)
        {
            await WebhookAnswers.BadWaitAsync(http);
            return;
        }

        using var body = await WebhookBody.ReadAsync(http, http.RequestAborted);
        (var signature, refused) = door.CheckBody(http, key, body.Bytes.Span);
        if (refused is not null)
        {
            await TurnAwayAsync(http, refused, began);
            return;
        }

        var submission = SubmissionOf(http, picture.Webhooks, key.Strategy, body) with { Signature = signature?.Text };
        var receipt = (body.IsTooLarge ? WebhookBody.TooLarge : WebhookWords.ProblemOf(http)) is { } problem
            ? await pipeline.RefuseAsync(submission, null, problem)
            : await pipeline.ReceiveAsync(submission, picture.Catalogue, http.RequestAborted);
        await AnswerAsync(http, new(submission, receipt, wait, began));
        meter.Record(JsonNamingPolicy.SnakeCaseLower.ConvertName(receipt.GetType().Name), clock.GetElapsedTime(began));
    }

    private async Task TurnAwayAsync(HttpContext http, DoorRefusal refused, long began)
    {
        await WebhookAnswers.TurnedAwayAsync(http, refused);
        meter.Record(refused.Status == StatusCodes.Status404NotFound ? "not_found" : "turned_away", clock.GetElapsedTime(began));
    }

    private Submission SubmissionOf(HttpContext http, WebhookGate gate, StrategyId strategy, WebhookBody body) => new()
    {
        Arrival = new() { Id = new(ids.Next().ToString()), Strategy = strategy, At = clock.GetUtcNow(), Raw = body.Text },
        Body = body.Bytes,
        Defaults = WebhookWords.DefaultsOf(http),
        Allows = secret => gate.AllowsInBody(strategy, secret),
        IdempotencyKey = IdempotencyKey.TryRead(http, out var key) ? key : null,
    };

    private async Task AnswerAsync(HttpContext http, WebhookCall call)
    {
        switch (call.Receipt)
        {
            case Receipt.Accepted accepted:
                using (accepted.Ticket)
                {
                    await accepted.Ticket.WaitAsync(call.Wait, clock, http.RequestAborted);
                    var rehearsed = accepted.Signal.Signal.IsTest ? await dryRun.AskAsync(accepted.Signal, http.RequestAborted) : [];
                    await WebhookAnswers.AcceptedAsync(http, call, accepted, rehearsed, clock);
                }

                break;
            case Receipt.Batch batch:
                await AnswerBatchAsync(http, call, batch);
                break;
            case Receipt.Duplicate duplicate:
                var first = await firstResults.FindAsync(call.Submission.Strategy, duplicate.First, call.Wait, http.RequestAborted);
                await WebhookAnswers.DuplicateAsync(http, call, first, clock);
                break;
            case Receipt.Refused refused:
                await WebhookAnswers.RefusedAsync(http, call, refused.Reason);
                break;
            case Receipt.IdReused reused:
                await WebhookAnswers.IdReusedAsync(http, call, reused.First);
                break;
            case Receipt.NotCommitted lost:
                await WebhookAnswers.NotCommittedAsync(http, lost.Why);
                break;
        }
    }

    private async Task AnswerBatchAsync(HttpContext http, WebhookCall call, Receipt.Batch batch)
    {
        try
        {
            var results = new List<(SignalId, ResultList)>();
            foreach (var item in batch.Items)
            {
                // They run one after another, so what is left of the time is for those that follow. Each is told as it was
                // when it had settled: a later one may move its stop.
                var left = call.Wait - clock.GetElapsedTime(call.Began);
                await item.Ticket.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, http.RequestAborted);
                results.Add((item.Signal.Id, ResultList.Of(item.Signal, item.Ticket.Reports)));
            }

            await WebhookAnswers.BatchAsync(http, call, batch, results, clock);
        }
        finally
        {
            foreach (var item in batch.Items)
            {
                item.Ticket.Dispose();
            }
        }
    }

    /// <summary>How long the answer waits for the accounts; null when the caller asks for something that is no such time.</summary>
    private static TimeSpan? WaitOf(HttpContext http)
    {
        if (http.Request.Query["wait"] is not { Count: > 0 } given)
        {
            return TimeSpan.FromMilliseconds(2_000);
        }

        return int.TryParse(given.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var ms) && ms is >= 0 and <= 30_000
            ? TimeSpan.FromMilliseconds(ms)
            : null;
    }
}

/// <summary>One call of a webhook, from its submission to what became of it.</summary>
internal sealed record WebhookCall(Submission Submission, Receipt Receipt, TimeSpan Wait, long Began);
