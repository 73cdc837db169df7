using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>An expression as it was written: a tree of these.</summary>
public abstract record GateNode(GatePlace Place)
{
    public sealed record Number(decimal Value, GatePlace Place) : GateNode(Place);

    public sealed record Words(string Value, GatePlace Place) : GateNode(Place);

    public sealed record Flag(bool Value, GatePlace Place) : GateNode(Place);

    /// <summary>No value.</summary>
    public sealed record Nothing(GatePlace Place) : GateNode(Place);

    public sealed record Field(ValueList<string> Path, GatePlace Place) : GateNode(Place);

    public sealed record Call(string Function, ValueList<GateNode> Arguments, GatePlace Place) : GateNode(Place);

    public sealed record Not(GateNode Operand, GatePlace Place) : GateNode(Place);

    public sealed record Minus(GateNode Operand, GatePlace Place) : GateNode(Place);

    public sealed record Binary(GateOperator Operator, GateNode Left, GateNode Right, GatePlace Place) : GateNode(Place);

    public sealed record Between(GateNode Value, GateNode Low, GateNode High, bool Negated, GatePlace Place) : GateNode(Place);

    public sealed record OneOf(GateNode Value, ValueList<GateNode> Options, bool Negated, GatePlace Place) : GateNode(Place);

    public sealed record IsMissing(GateNode Value, bool Negated, GatePlace Place) : GateNode(Place);
}

public enum GateOperator
{
    Or,
    And,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,

    /// <summary>The right one where the left one is missing.</summary>
    Else,
}

internal static class GateOperators
{
    public static string Symbol(GateOperator each) => each switch
    {
        GateOperator.Or => "or",
        GateOperator.And => "and",
        GateOperator.Less => "<",
        GateOperator.LessOrEqual => "<=",
        GateOperator.Greater => ">",
        GateOperator.GreaterOrEqual => ">=",
        GateOperator.Equal => "==",
        GateOperator.NotEqual => "!=",
        GateOperator.Add => "+",
        GateOperator.Subtract => "-",
        GateOperator.Multiply => "*",
        GateOperator.Divide => "/",
        GateOperator.Remainder => "%",
        GateOperator.Else => "??",
        _ => throw new InvalidOperationException($"{each} has no symbol."),
    };
}
