namespace Signalbox.Sandbox.Bybit;

/// <summary>An error as Bybit answers it: HTTP calls it fine.</summary>
internal sealed record BybitFault(int Code, string Message)
{
    public static readonly BybitFault KeyRefused = new(10003, "API key is invalid.");
    public static readonly BybitFault TooMany = new(10006, "Too many visits!");
    public static readonly BybitFault Side = new(10001, "Side invalid");
    public static readonly BybitFault OrderType = new(10001, "OrderType invalid");
    public static readonly BybitFault PositionIndex = new(10001, "position idx not match position mode");
    public static readonly BybitFault LeverageUnchanged = new(110043, "leverage not modified");
    public static readonly BybitFault ModeUnchanged = new(110025, "Position mode is not modified");

    public static BybitFault Parameter(string name) => new(10001, $"params error: {name} invalid");

    public static BybitFault Symbol(string? symbol) => new(10001, $"params error: symbol invalid {symbol}");
}
