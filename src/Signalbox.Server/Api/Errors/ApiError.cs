using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Errors;

/// <summary>The one shape of every error answer.</summary>
/// <param name="Code">Stable; for programs.</param>
/// <param name="Message">What happened and what to do; for people.</param>
/// <param name="Errors">The fields at fault, all of them; empty where the request as a whole is.</param>
public sealed record ApiError(string Code, string Message, IReadOnlyList<FieldError> Errors)
{
    /// <summary>An error of the request as a whole.</summary>
    public static ApiError Of(string code, string message) => new(code, message, []);
}
