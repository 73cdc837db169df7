namespace Signalbox.Sandbox.Binance;

/// <summary>An error as Binance answers it.</summary>
internal sealed record BinanceFault(int Status, int Code, string Message)
{
    public static readonly BinanceFault KeyFormat = new(401, -2014, "API-key format invalid.");
    public static readonly BinanceFault KeyRefused = new(401, -2015, "Invalid API-key, IP, or permissions for action.");
    public static readonly BinanceFault Signature = new(400, -1022, "Signature for this request is not valid.");
    public static readonly BinanceFault TooLate = new(400, -1021, "Timestamp for this request is outside of the recvWindow.");
    public static readonly BinanceFault TooEarly = new(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    public static readonly BinanceFault Symbol = new(400, -1121, "Invalid symbol.");
    public static readonly BinanceFault NoSuchOrder = new(400, -2013, "Order does not exist.");
    public static readonly BinanceFault UnknownOrder = new(400, -2011, "Unknown order sent.");
    public static readonly BinanceFault OrderType = new(400, -1116, "Invalid orderType.");
    public static readonly BinanceFault Side = new(400, -1117, "Invalid side.");
    public static readonly BinanceFault TimeInForce = new(400, -1115, "Invalid timeInForce.");

    public static BinanceFault Missing(string name) => new(400, -1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    public static BinanceFault MissingEither(string one, string other) => new(400, -1102, $"Param '{one}' or '{other}' must be sent, but both were empty/null!");

    public static BinanceFault IllegalNumber(string name) =>
        new(400, -1100, $"Illegal characters found in parameter '{name}'; legal range is '^([0-9]{{1,20}})(\\.[0-9]{{1,20}})?$'.");

    public static BinanceFault IllegalId(string name) =>
        new(400, -1100, $"Illegal characters found in parameter '{name}'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{{1,36}}$'.");

    public static BinanceFault NotRequired(string name) => new(400, -1106, $"Parameter '{name}' sent when not required.");

    public static BinanceFault TooMuchPrecision(string name) => new(400, -1111, $"Parameter '{name}' has too much precision.");

    public static BinanceFault Filter(string name) => new(400, -1013, $"Filter failure: {name}");

    public static BinanceFault Rejected(string message) => new(400, -2010, message);
}
