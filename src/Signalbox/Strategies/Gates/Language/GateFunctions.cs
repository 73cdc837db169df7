namespace Signalbox.Strategies.Gates.Language;

/// <summary>The functions, with what each takes; docs/gates.md lists the same.</summary>
public static class GateFunctions
{
    public const string Min = "min";
    public const string Max = "max";
    public const string Abs = "abs";
    public const string Round = "round";
    public const string Clamp = "clamp";
    public const string If = "if";
    public const string Number = "number";
    public const string Words = "text";
    public const string Flag = "flag";
    public const string WinRate = "win_rate";
    public const string Profit = "profit";
    public const string Hour = "hour";
    public const string Minute = "minute";
    public const string Weekday = "weekday";

    /// <summary>Name, fewest and most arguments, result (null: that of its arguments), how it is written.</summary>
    private static readonly GateFunction[] Known =
    [
        new(Min, 2, 10, GateType.Number, "min(a, b, …)"),
        new(Max, 2, 10, GateType.Number, "max(a, b, …)"),
        new(Abs, 1, 1, GateType.Number, "abs(x)"),
        new(Round, 1, 2, GateType.Number, "round(x) or round(x, places)"),
        new(Clamp, 3, 3, GateType.Number, "clamp(x, low, high)"),
        new(If, 3, 3, null, "if(condition, then, else)"),
        new(Number, 1, 1, GateType.Number, "number(x)"),
        new(Words, 1, 1, GateType.Text, "text(x)"),
        new(Flag, 1, 1, GateType.Flag, "flag(x)"),
        new(WinRate, 1, 1, GateType.Number, "win_rate(trades)"),
        new(Profit, 1, 1, GateType.Number, "profit(trades)"),
        new(Hour, 1, 1, GateType.Number, "hour(\"Europe/Berlin\")"),
        new(Minute, 1, 1, GateType.Number, "minute(\"Europe/Berlin\")"),
        new(Weekday, 1, 1, GateType.Text, "weekday(\"Europe/Berlin\")"),
    ];

    public static IReadOnlyList<GateFunction> All => Known;

    public static GateFunction? Find(string name) => Array.Find(Known, function => function.Name == name);
}

public sealed record GateFunction(string Name, int Fewest, int Most, GateType? Type, string Usage);
