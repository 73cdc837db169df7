using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Api;

internal static class Answers
{
    public static IResult Created<T>(T document, JsonTypeInfo<T> type, string location) =>
        new CreatedJson<T>(document, type, location);

    private sealed class CreatedJson<T>(T document, JsonTypeInfo<T> type, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(document, type, statusCode: StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }
    }
}
