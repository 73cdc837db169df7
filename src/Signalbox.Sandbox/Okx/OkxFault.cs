namespace Signalbox.Sandbox.Okx;

/// <summary>An error as OKX answers it.</summary>
/// <param name="Status">Of HTTP; most errors are answers like any other.</param>
internal sealed record OkxFault(string Code, string Message, int Status = 200)
{
    public static readonly OkxFault NoKey = new("50103", "Request header OK-ACCESS-KEY cannot be empty.", 401);
    public static readonly OkxFault NoPassphrase = new("50104", "Request header OK-ACCESS-PASSPHRASE cannot be empty.", 401);
    public static readonly OkxFault Passphrase = new("50105", "Request header OK-ACCESS-PASSPHRASE incorrect.", 401);
    public static readonly OkxFault NoSignature = new("50106", "Request header OK-ACCESS-SIGN cannot be empty.", 401);
    public static readonly OkxFault NoTime = new("50107", "Request header OK-ACCESS-TIMESTAMP cannot be empty.", 401);
    public static readonly OkxFault Key = new("50111", "Invalid OK-ACCESS-KEY.", 401);
    public static readonly OkxFault Time = new("50112", "Invalid OK-ACCESS-TIMESTAMP.", 401);
    public static readonly OkxFault TimeExpired = new("50102", "Timestamp request expired.", 401);
    public static readonly OkxFault Signature = new("50113", "Invalid Sign.", 401);
    public static readonly OkxFault Expired = new("50036", "The expTime can't be earlier than the current system time. Please adjust the expTime and try again.");
    public static readonly OkxFault Json = new("50002", "JSON syntax error.", 400);
    public static readonly OkxFault TooMany = new("50011", "Too Many Requests", 429);
    public static readonly OkxFault Instrument = new("51001", "Instrument ID does not exist");
    public static readonly OkxFault NoSuchOrder = new("51603", "Order does not exist");
    public static readonly OkxFault NothingToCancel = new("51400", "Cancellation failed as the order has been filled, canceled or does not exist.");
    public static readonly OkxFault NothingToAmend = new("51503", "Order modification failed as the order has been filled, canceled or does not exist.");
    public static readonly OkxFault HasTriggered = new("51416", "Order has been triggered and can't be canceled.");
    public static readonly OkxFault NoName = new("51003", "Either client order ID or order ID is required.");

    public static OkxFault Parameter(string name) => new("51000", $"Parameter {name} error");

    public static OkxFault Missing(string name) => new("50014", $"Parameter {name} cannot be empty.", 400);
}
