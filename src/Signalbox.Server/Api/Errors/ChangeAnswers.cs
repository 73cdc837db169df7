using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Errors;

/// <summary>Refused changes as answers.</summary>
internal static class ChangeAnswers
{
    /// <param name="result">A change that ended in some way.</param>
    /// <param name="what">What a row is called, for the sentence.</param>
    /// <param name="id">The row that was asked for.</param>
    /// <param name="saved">The answer where it was saved.</param>
    public static IResult Answer<T>(this ChangeResult<T> result, string what, string id, Func<T, IResult> saved)
        where T : class => result.Status switch
    {
        ChangeStatus.Saved => saved(result.Saved),
        ChangeStatus.NotFound => ApiErrors.NotFound(what, id),
        ChangeStatus.Stale => ApiErrors.Answer(StatusCodes.Status409Conflict, new(
            "stale-version", $"This {what} was changed since you read it. Read it again and repeat your change.", result.Errors)),
        ChangeStatus.InUse => ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of("in-use", result.Errors[0].Message)),
        ChangeStatus.Refused => ApiErrors.Invalid(result.Errors),
        _ => throw new InvalidOperationException($"{result.Status} has no answer."),
    };
}
