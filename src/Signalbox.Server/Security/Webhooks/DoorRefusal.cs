namespace Signalbox.Server.Security.Webhooks;

/// <summary>Why a call does not get in, as its sender is told.</summary>
public sealed record DoorRefusal(int Status, string Code, string Message)
{
    public TimeSpan? RetryAfter { get; init; }

    public static readonly DoorRefusal NotFound = new(StatusCodes.Status404NotFound, "not-found", "Webhook not found.");

    public static readonly DoorRefusal Expired = new(
        StatusCodes.Status403Forbidden, "secret-expired", "This webhook address has expired. Give the strategy a new one and change the alert.");

    public static readonly DoorRefusal NotTradingView = new(
        StatusCodes.Status400BadRequest, "not-trading-view", "This strategy takes signals from TradingView's addresses only, and this request came from another one.");

    public static readonly DoorRefusal NotTrendSpider = new(
        StatusCodes.Status400BadRequest, "not-trend-spider", "This strategy takes signals from TrendSpider's address only, and this request came from another one.");

    public static readonly DoorRefusal WrongAddress = new(
        StatusCodes.Status400BadRequest, "invalid-ip-address", "This strategy takes signals from certain addresses only, and this request came from another one.");

    public static readonly DoorRefusal NoCertificate = new(
        StatusCodes.Status403Forbidden, "client-certificate-required",
        "This strategy asks for TradingView's client certificate, and no trusted proxy has said that it saw it.");

    public static readonly DoorRefusal NoBearer = new(
        StatusCodes.Status401Unauthorized, "invalid-bearer-token", "This strategy asks for its own token in the header 'Authorization: Bearer …'.");

    public static readonly DoorRefusal NoSignature = new(
        StatusCodes.Status401Unauthorized, "signature-missing",
        $"This strategy takes signed requests only: send {RequestSignature.TimestampHeader} with the time in seconds and {RequestSignature.SignatureHeader} with v1= and the HMAC-SHA256 of timestamp.body in hexadecimal.");

    public static readonly DoorRefusal WrongSignature = new(
        StatusCodes.Status401Unauthorized, "invalid-signature", "The signature does not fit this body and time. Sign exactly the bytes that are sent.");

    public static readonly DoorRefusal UnsignedId = new(
        StatusCodes.Status400BadRequest, "unsigned-id",
        "The header Idempotency-Key is not covered by the signature, so it is not believed. Put the id into the body; the same signed request sent again is recognised without one.");

    public static DoorRefusal OldSignature(int toleranceSeconds) => new(
        StatusCodes.Status401Unauthorized, "stale-timestamp",
        $"The signature's time is more than {toleranceSeconds} seconds from this server's. Check both clocks, and sign when you send.");

    public static DoorRefusal TooMany(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "This strategy has taken as many requests as it may for now. Send it again later.") { RetryAfter = wait };

    public static DoorRefusal TooManyGuesses(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "too-many-wrong-secrets", "This address has sent too many wrong secrets. Check the webhook's address and wait.") { RetryAfter = wait };
}
