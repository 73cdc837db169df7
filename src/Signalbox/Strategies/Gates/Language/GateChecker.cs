using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>
/// Finds every mistake of meaning before anything runs: unknown names, operands of the wrong type. Extras have no type of
/// their own and take that of what they are used with.
/// </summary>
internal sealed partial class GateChecker(IReadOnlyCollection<string>? scorers)
{
    private const int ErrorsMax = 10;
    private readonly List<GateError> errors = [];
    private readonly SortedDictionary<string, GateReading> readings = new(StringComparer.Ordinal);

    public IReadOnlyList<GateError> Errors => errors;

    public IReadOnlyCollection<GateReading> Readings => readings.Values;

    /// <summary>Null when something is wrong.</summary>
    /// <param name="wanted">The type its place asks for.</param>
    public GateCode? Check(GateNode node, GateType wanted) => node switch
    {
        GateNode.Nothing => new GateCode.Constant(GateValue.Missing),
        GateNode.Field field => Field(field, wanted),
        GateNode.Call call => Call(call, wanted),
        GateNode.Binary { Operator: GateOperator.Else } binary => Else(binary, wanted),
        _ => Fits(node, TypeOf(node)!.Value, wanted) ? Whole(node) : null,
    };

    /// <summary>The type of a part; null where it has none of its own.</summary>
    public static GateType? TypeOf(GateNode node) => node switch
    {
        GateNode.Nothing => null,
        GateNode.Number or GateNode.Minus => GateType.Number,
        GateNode.Words => GateType.Text,
        GateNode.Field field => GateFields.Find(GatePrinter.Name(field))?.Type ?? (field.Path[0] == Scores ? GateType.Number : null),
        GateNode.Call { Function: GateFunctions.If, Arguments: { Count: 3 } arguments } => TypeOf(arguments[1]) ?? TypeOf(arguments[2]),
        GateNode.Call call => GateFunctions.Find(call.Function)?.Type,
        GateNode.Binary { Operator: GateOperator.Else } binary => TypeOf(binary.Left) ?? TypeOf(binary.Right),
        GateNode.Binary { Operator: >= GateOperator.Add } => GateType.Number,
        _ => GateType.Flag,
    };

    private GateCode? Whole(GateNode node) => node switch
    {
        GateNode.Number number => new GateCode.Constant(GateValue.Of(number.Value)),
        GateNode.Words words => new GateCode.Constant(GateValue.Of(words.Value)),
        GateNode.Flag flag => new GateCode.Constant(GateValue.Of(flag.Value)),
        GateNode.Not not => Check(not.Operand, GateType.Flag) is { } operand ? new GateCode.Not(operand) : null,
        GateNode.Minus minus => Check(minus.Operand, GateType.Number) is { } operand ? new GateArithmetic.Minus(operand) : null,
        GateNode.Binary binary => Binary(binary),
        GateNode.Between between => Between(between),
        GateNode.OneOf oneOf => OneOf(oneOf),
        GateNode.IsMissing isMissing => Anything(isMissing.Value) is { } value ? new GateCode.IsMissing(value, isMissing.Negated) : null,
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no meaning."),
    };

    private GateCode? Binary(GateNode.Binary binary) => binary.Operator switch
    {
        GateOperator.And => Both(binary.Left, binary.Right, GateType.Flag, (left, right) => new GateCode.And(left, right)),
        GateOperator.Or => Both(binary.Left, binary.Right, GateType.Flag, (left, right) => new GateCode.Or(left, right)),
        GateOperator.Equal or GateOperator.NotEqual => Same(binary),
        _ => Both(binary.Left, binary.Right, GateType.Number, (left, right) => new GateArithmetic.Pair(binary.Operator, left, right)),
    };

    private GateCode? Else(GateNode.Binary binary, GateType wanted)
    {
        if (wanted == GateType.Number && TypeOf(binary.Right) == GateType.Flag)
        {
            return Refuse(binary.Right.Place.Error(
                "Expected a number and found a condition.", "a condition", "a number", "?? binds tighter than a comparison: put the comparison in parentheses."));
        }

        return Both(binary.Left, binary.Right, wanted, (left, right) => new GateCode.Else(left, right));
    }

    private GateCode? Same(GateNode.Binary binary)
    {
        if (binary.Left is GateNode.Nothing || binary.Right is GateNode.Nothing)
        {
            return Refuse(binary.Place.Error(
                "Nothing equals missing.", "missing", "is missing", $"Write x is {(binary.Operator == GateOperator.NotEqual ? "not " : "")}missing."));
        }

        return Common([binary.Left, binary.Right]) is { } type
            ? Both(binary.Left, binary.Right, type, (left, right) => new GateCode.Same(left, right, binary.Operator == GateOperator.NotEqual))
            : null;
    }

    private GateArithmetic.Between? Between(GateNode.Between between)
    {
        var (value, low, high) = (Check(between.Value, GateType.Number), Check(between.Low, GateType.Number), Check(between.High, GateType.Number));
        return value is null || low is null || high is null ? null : new GateArithmetic.Between(value, low, high, between.Negated);
    }

    private GateCode.OneOf? OneOf(GateNode.OneOf oneOf)
    {
        if (Common([oneOf.Value, .. oneOf.Options]) is not { } type)
        {
            return null;
        }

        var value = Check(oneOf.Value, type);
        return All(oneOf.Options, type) is { } options && value is not null ? new GateCode.OneOf(value, options, oneOf.Negated) : null;
    }

    private GateCode? Both(GateNode left, GateNode right, GateType type, Func<GateCode, GateCode, GateCode> build)
    {
        var (first, second) = (Check(left, type), Check(right, type));
        return first is null || second is null ? null : build(first, second);
    }

    private GateCode[]? All(ValueList<GateNode> nodes, GateType type)
    {
        var codes = new List<GateCode>();
        foreach (var node in nodes)
        {
            if (Check(node, type) is { } code)
            {
                codes.Add(code);
            }
        }

        return codes.Count == nodes.Count ? [.. codes] : null;
    }

    /// <summary>The type they share: that of the first one which has any.</summary>
    private GateType? Common(IReadOnlyList<GateNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (TypeOf(node) is { } type)
            {
                return type;
            }
        }

        // An unknown name has no type either, and is the better thing to say.
        if (nodes.All(node => Anything(node) is not null))
        {
            Refuse(nodes[0].Place.Error(
                "It is not known whether this compares numbers, texts or flags.", null, "a type", $"Write number({GatePrinter.Print(nodes[0])}), text(…) or flag(…)."));
        }

        return null;
    }

    /// <summary>For places that take any type.</summary>
    private GateCode? Anything(GateNode node) => Check(node, TypeOf(node) ?? GateType.Text);

    private bool Fits(GateNode node, GateType found, GateType wanted)
    {
        if (found == wanted)
        {
            return true;
        }

        Refuse(node.Place.Error($"Expected {Named(wanted)} and found {Named(found)}.", Named(found), Named(wanted)));
        return false;
    }

    private GateCode? Refuse(GateError error)
    {
        if (errors.Count < ErrorsMax)
        {
            errors.Add(error);
        }

        return null;
    }

    private static string Named(GateType type) => type switch
    {
        GateType.Number => "a number",
        GateType.Text => "a text",
        _ => "a condition",
    };
}
