using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.Input;

internal static class QueryErrors
{
    public static (int Status, ApiError Error) Of(string path, string message) =>
        (StatusCodes.Status422UnprocessableEntity, ApiErrors.Validation([new(path, message)]));
}
