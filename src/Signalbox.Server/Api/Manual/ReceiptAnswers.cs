using Signalbox.Identity;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Receipts;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Api.Manual;

/// <summary>What a person is answered who had a signal sent: its story, as far as it has come, or why there is none.</summary>
internal sealed class ReceiptAnswers(RecordReader reader, RecentMoments moments, TimeProvider clock)
{
    public async Task<IResult> AnswerAsync(SignalId signal, Sight sight, Receipt receipt, Wait wait, CancellationToken cancel)
    {
        switch (receipt)
        {
            case Receipt.Accepted accepted:
                using (accepted.Ticket)
                {
                    await accepted.Ticket.WaitAsync(wait.Limit, clock, cancel);
                }

                return await StoryAsync(signal, sight, cancel) ?? ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable, ApiError.Of(
                    "not-readable-yet", $"The order is taken as signal {signal}, and its story cannot be read yet. Ask for the signal in a moment; do not send it again."));
            case Receipt.Duplicate duplicate:
                return await StoryAsync(duplicate.First, sight, cancel) ?? ManualErrors.Conflict(
                    "id-reused", "An order with this id was taken before, and what became of it is hidden from you or cannot be read yet. Nothing was sent now. Give a new order an id of its own.");
            case Receipt.Refused refused:
                var (code, message, field) = (refused.Reason.Code, refused.Reason.Message, refused.Reason.Field);
                return ApiErrors.Answer(StatusCodes.Status422UnprocessableEntity, new(code, message, [new(field is null ? "signal" : $"signal.{field}", message)]));
            case Receipt.IdReused:
                return ManualErrors.Conflict("id-reused", "This id was used for another order before. Give every order an id of its own.");
            case Receipt.NotCommitted lost:
                return ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable, ApiError.Of("not-committed", lost.Why));
            default:
                throw new InvalidOperationException($"{receipt.GetType().Name} has no answer.");
        }
    }

    /// <summary>Null where it is not seen.</summary>
    private async Task<IResult?> StoryAsync(SignalId signal, Sight sight, CancellationToken cancel) =>
        await reader.ReadAsync(sight, scope => SignalStory.FindAsync(scope, signal.Value), cancel) is { } story
            ? TypedResults.Json(story.Tell(moments, sight), ApiJson.Default.SignalDocument)
            : null;
}
