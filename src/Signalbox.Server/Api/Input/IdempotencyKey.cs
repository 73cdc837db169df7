using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.Input;

/// <summary>The header <c>Idempotency-Key</c>. One that is there and cannot be read is refused: without it a resend would be done twice.</summary>
internal sealed record IdempotencyKey : IInput
{
    public const string Header = "Idempotency-Key";
    public const string Code = "invalid-idempotency-key";
    public const string Message = "The header Idempotency-Key stands there once and has 1 to 200 characters. Nothing was done: send the request with such a key, or without one.";

    private const int CharsMax = 200;

    /// <summary>Null where there is none.</summary>
    public string? Text { get; private init; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<IdempotencyKey> BindAsync(HttpContext http)
    {
        var isRead = TryRead(http, out var text);
        return ValueTask.FromResult(new IdempotencyKey
        {
            Text = text,
            Unreadable = isRead ? null : (StatusCodes.Status400BadRequest, ApiError.Of(Code, Message)),
        });
    }

    /// <summary>False where it is there and cannot be read.</summary>
    public static bool TryRead(HttpContext http, out string? text)
    {
        var given = http.Request.Headers[Header];
        text = given is [{ Length: > 0 and <= CharsMax } one] ? one : null;
        return text is not null || given.Count == 0;
    }
}
