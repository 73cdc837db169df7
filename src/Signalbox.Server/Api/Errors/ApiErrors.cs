using System.Text.Json;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Errors;

/// <summary>The errors the API answers with.</summary>
public static class ApiErrors
{
    public static readonly ApiError Unauthenticated = ApiError.Of(
        "unauthenticated", "Sign in, or send a valid token in the header 'Authorization: Bearer sbx_…'.");

    public static readonly ApiError Forbidden = ApiError.Of(
        "forbidden", "Your role, or the scopes of this token, do not allow this.");

    public static readonly ApiError NotPermitted = ApiError.Of(
        "not-permitted", "You see this and may not do that here. Its owner, or an administrator, can give you the permission.");

    public static readonly ApiError OwnersOnly = ApiError.Of("owners-only", "Only an owner may add or change an owner, or what acts in an owner's name.");

    public static readonly ApiError MakersOnly = ApiError.Of(
        "makers-only", "Only the user who created this client gets a new secret for it, because it acts in that user's name. Create a client of your own instead.");

    public static readonly ApiError CrossSite = ApiError.Of(
        "header-missing", "A request that changes something with the session cookie needs the header 'X-Signalbox: 1'.");

    public static readonly ApiError HttpsRequired = ApiError.Of(
        "https-required", "Sign-in is not served over plain HTTP on this address: whoever listens on the way would read the password. "
        + "Give the server a certificate (--certificate, or --acme-domains to have it obtained), or put it behind a proxy that speaks HTTPS and name that proxy (--trusted-proxies), or sign in on the machine itself at http://127.0.0.1.");

    public static readonly ApiError Busy = ApiError.Of(
        "too-many-sign-ins", "Too many passwords are being checked. Try again in a few seconds.");

    public static readonly ApiError RateLimited = ApiError.Of(
        "rate-limited", "This token sent too many requests. Wait as long as the header Retry-After says, in seconds.");

    public static readonly ApiError SessionsOnly = ApiError.Of(
        "sessions-only", "A token makes no tokens, unless it may do what administrators do. Sign in and create it there.");

    public static readonly ApiError MethodNotAllowed = ApiError.Of("method-not-allowed", "This address does not take this method.");

    public static readonly ApiError NoSuchAddress = ApiError.Of("not-found", "There is nothing at this address.");

    public static readonly ApiError NotJson = ApiError.Of("not-json", "Send the body as JSON, with the header 'Content-Type: application/json'.");

    public static readonly ApiError UnreadableForm = ApiError.Of(
        "malformed-form", "The fields of the form cannot be read. Send the few this address takes, in at most 16 KiB.");

    public static readonly ApiError TooLarge = ApiError.Of("too-large", "The body is larger than this address takes.");

    public static readonly ApiError Malformed = ApiError.Of("malformed-request", "The request is not valid HTTP for this address.");

    public static readonly ApiError NotCommitted = ApiError.Of(
        "not-committed", "The store could not save or read this now. Nothing was changed. Try again.");

    public static readonly ApiError OutcomeUnknown = ApiError.Of(
        "outcome-unknown", "The store did not say whether the change was saved. Read the data again before you repeat it.");

    public static readonly ApiError Internal = ApiError.Of(
        "internal-error", "The server failed. Its log says why.");

    public static IResult NotFound(string what, string id) =>
        Answer(StatusCodes.Status404NotFound, ApiError.Of("not-found", $"There is no {what} {id}."));

    public static IResult Invalid(IReadOnlyList<FieldError> errors) =>
        Answer(StatusCodes.Status422UnprocessableEntity, Validation(errors));

    public static ApiError Validation(IReadOnlyList<FieldError> errors) => new("validation-failed", Sentence(errors.Count), errors);

    public static IResult Answer(int status, ApiError error) => TypedResults.Json(error, ApiJson.Default.ApiError, statusCode: status);

    public static async Task WriteAsync(HttpContext http, int status, ApiError error)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(error, ApiJson.Default.ApiError), http.RequestAborted);
    }

    private static string Sentence(int count) => count == 1 ? "One field is not valid." : $"{count} fields are not valid.";
}
