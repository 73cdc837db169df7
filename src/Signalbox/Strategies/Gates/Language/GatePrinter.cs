using System.Text;
using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>Writes a tree as text that reads as the same tree, with no more parentheses than it takes.</summary>
internal static class GatePrinter
{
    /// <summary>How tightly the parts bind, as in the grammar.</summary>
    private enum Binds
    {
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Product,
        Sign,
        Fallback,
        Primary,
    }

    public static string Print(GateNode tree)
    {
        var text = new StringBuilder();
        Write(text, tree, Binds.Or);
        return text.ToString();
    }

    private static void Write(StringBuilder text, GateNode node, Binds least)
    {
        var open = BindingOf(node) < least;
        text.Append(open ? "(" : "");
        WriteInner(text, node);
        text.Append(open ? ")" : "");
    }

    private static void WriteInner(StringBuilder text, GateNode node)
    {
        switch (node)
        {
            case GateNode.Number number:
                text.Append(Decimals.Canonical(number.Value));
                break;
            case GateNode.Words words:
                text.Append(Quoted(words.Value));
                break;
            case GateNode.Flag flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case GateNode.Nothing:
                text.Append("missing");
                break;
            case GateNode.Field field:
                text.Append(Name(field));
                break;
            case GateNode.Call call:
                text.Append(call.Function);
                WriteList(text, call.Arguments);
                break;
            case GateNode.Not not:
                text.Append("not ");
                Write(text, not.Operand, Binds.Not);
                break;
            case GateNode.Minus minus:
                text.Append('-');
                Write(text, minus.Operand, Binds.Sign);
                break;
            case GateNode.Binary binary:
                WriteBinary(text, binary);
                break;
            default:
                WriteTest(text, node);
                break;
        }
    }

    private static void WriteTest(StringBuilder text, GateNode node)
    {
        switch (node)
        {
            case GateNode.Between between:
                Write(text, between.Value, Binds.Sum);
                text.Append(between.Negated ? " not between " : " between ");
                Write(text, between.Low, Binds.Sum);
                text.Append(" and ");
                Write(text, between.High, Binds.Sum);
                break;
            case GateNode.OneOf oneOf:
                Write(text, oneOf.Value, Binds.Sum);
                text.Append(oneOf.Negated ? " not in " : " in ");
                WriteList(text, oneOf.Options);
                break;
            case GateNode.IsMissing isMissing:
                Write(text, isMissing.Value, Binds.Sum);
                text.Append(isMissing.Negated ? " is not missing" : " is missing");
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} cannot be printed.");
        }
    }

    private static void WriteBinary(StringBuilder text, GateNode.Binary binary)
    {
        var own = BindingOf(binary);
        var (left, right) = own switch
        {
            Binds.Comparison => (Binds.Sum, Binds.Sum),
            Binds.Fallback => (Binds.Primary, Binds.Fallback),
            _ => (own, own + 1),
        };
        Write(text, binary.Left, left);
        text.Append(' ').Append(GateOperators.Symbol(binary.Operator)).Append(' ');
        Write(text, binary.Right, right);
    }

    private static void WriteList(StringBuilder text, ValueList<GateNode> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "(" : ", ");
            Write(text, items[i], Binds.Or);
        }

        text.Append(')');
    }

    /// <summary>A field as it is written.</summary>
    public static string Name(GateNode.Field field)
    {
        var text = new StringBuilder(field.Path[0]);
        for (var i = 1; i < field.Path.Count; i++)
        {
            text.Append(IsName(field.Path[i]) ? $".{field.Path[i]}" : $"[{Quoted(field.Path[i])}]");
        }

        return text.ToString();
    }

    private static bool IsName(string part) =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(each => char.IsAsciiLetterOrDigit(each) || each == '_');

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static Binds BindingOf(GateNode node) => node switch
    {
        GateNode.Binary { Operator: GateOperator.Or } => Binds.Or,
        GateNode.Binary { Operator: GateOperator.And } => Binds.And,
        GateNode.Not => Binds.Not,
        GateNode.Binary { Operator: GateOperator.Add or GateOperator.Subtract } => Binds.Sum,
        GateNode.Binary { Operator: GateOperator.Multiply or GateOperator.Divide or GateOperator.Remainder } => Binds.Product,
        GateNode.Minus => Binds.Sign,
        GateNode.Binary { Operator: GateOperator.Else } => Binds.Fallback,
        GateNode.Binary or GateNode.Between or GateNode.OneOf or GateNode.IsMissing => Binds.Comparison,
        _ => Binds.Primary,
    };
}
