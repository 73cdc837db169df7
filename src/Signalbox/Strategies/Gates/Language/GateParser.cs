using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>
/// Reads the grammar of docs/gates.md, loosest binding first: or, and, not, comparison, sum, product, sign, fallback. A
/// method returns null once the error is known.
/// </summary>
internal sealed class GateParser
{
    private static readonly string[] Reserved = ["and", "or", "not", "between", "in", "is", "missing", "true", "false"];
    private static readonly GateOperator[] Comparisons =
        [GateOperator.LessOrEqual, GateOperator.GreaterOrEqual, GateOperator.Less, GateOperator.Greater, GateOperator.Equal, GateOperator.NotEqual];

    private readonly IReadOnlyList<GateToken> tokens;
    private int next;
    private int depth;
    private int nodes;
    private GateError? error;

    private GateParser(IReadOnlyList<GateToken> tokens) => this.tokens = tokens;

    public static (GateNode? Tree, GateError? Error) Parse(string text)
    {
        var (tokens, unread) = GateLexer.Read(text);
        if (unread is not null)
        {
            return (null, unread);
        }

        var parser = new GateParser(tokens);
        var tree = parser.Expression();
        if (tree is not null && parser.Next.Kind != GateTokenKind.End)
        {
            tree = parser.Unexpected("the end, or an operator such as and, or, <");
        }

        return tree is null ? (null, parser.error) : (tree, null);
    }

    private GateToken Next => tokens[next];

    private GateNode? Expression() => Deeper(() => Chain(() => Chain(Negation, GateOperator.And), GateOperator.Or));

    private GateNode? Negation()
    {
        var place = Next.Place;
        return Take("not")
            ? Deeper(() => Negation() is { } operand ? Count(new GateNode.Not(operand, place)) : null)
            : Comparison();
    }

    private GateNode? Comparison()
    {
        if (Sum() is not { } left)
        {
            return null;
        }

        var place = Next.Place;
        foreach (var comparison in Comparisons)
        {
            if (Take(GateOperators.Symbol(comparison)))
            {
                return Sum() is { } right ? NoSecond(Count(new GateNode.Binary(comparison, left, right, place))) : null;
            }
        }

        if (Take("is"))
        {
            var isNot = Take("not");
            return Expect("missing") ? Count(new GateNode.IsMissing(left, isNot, place)) : null;
        }

        var negated = Next.Is("not") && tokens[next + 1] is var after && (after.Is("between") || after.Is("in"));
        next += negated ? 1 : 0;
        return Take("between") ? Between(left, negated, place)
            : Take("in") ? OneOf(left, negated, place)
            : left;
    }

    /// <summary>Two comparisons in a row mean something else in every language, so they mean nothing here.</summary>
    private GateNode? NoSecond(GateNode? comparison)
    {
        if (comparison is null || !Array.Exists(Comparisons, each => Next.Is(GateOperators.Symbol(each))))
        {
            return comparison;
        }

        return Fail(Next.Place.Error($"A second comparison follows the first.", Next.Shown, "and, or, or the end", "Write x between a and b, or join two comparisons with and."));
    }

    private GateNode? Between(GateNode value, bool negated, GatePlace place) =>
        Sum() is { } low && Expect("and") && Sum() is { } high ? Count(new GateNode.Between(value, low, high, negated, place)) : null;

    private GateNode? OneOf(GateNode value, bool negated, GatePlace place) =>
        Expect("(") && List() is { } options ? Count(new GateNode.OneOf(value, options, negated, place)) : null;

    private GateNode? Sum() => Chain(() => Chain(Sign, GateOperator.Multiply, GateOperator.Divide, GateOperator.Remainder), GateOperator.Add, GateOperator.Subtract);

    private GateNode? Sign()
    {
        var place = Next.Place;
        return Take("-")
            ? Deeper(() => Sign() is { } operand ? Count(new GateNode.Minus(operand, place)) : null)
            : Fallback();
    }

    private GateNode? Fallback()
    {
        if (Primary() is not { } left)
        {
            return null;
        }

        var place = Next.Place;
        return !Take("??") ? left
            : Deeper(Fallback) is { } right ? Count(new GateNode.Binary(GateOperator.Else, left, right, place))
            : null;
    }

    private GateNode? Primary()
    {
        var token = Next;
        switch (token.Kind)
        {
            case GateTokenKind.Number:
                next++;
                return Count(new GateNode.Number(token.Number, token.Place));
            case GateTokenKind.Text:
                next++;
                return Count(new GateNode.Words(token.Text, token.Place));
            case GateTokenKind.Name when token.Text is "true" or "false":
                next++;
                return Count(new GateNode.Flag(token.Text == "true", token.Place));
            case GateTokenKind.Name when token.Text == "missing":
                next++;
                return Count(new GateNode.Nothing(token.Place));
            case GateTokenKind.Name when Array.IndexOf(Reserved, token.Text) < 0:
                next++;
                return Take("(") ? Call(token) : Field(token);
            case GateTokenKind.Symbol when Take("("):
                return Expression() is { } inner && Expect(")") ? inner : null;
            default:
                return Unexpected("a value: a number, a text, a field, a function or (");
        }
    }

    private GateNode? Call(GateToken name) => List() is { } arguments ? Count(new GateNode.Call(name.Text, arguments, name.Place)) : null;

    /// <summary>What stands between parentheses; the opening one was taken.</summary>
    private ValueList<GateNode>? List()
    {
        var items = new List<GateNode>();
        do
        {
            if (Expression() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (Take(","));
        return Expect(")") ? [.. items] : null;
    }

    private GateNode? Field(GateToken first)
    {
        var path = new List<string> { first.Text };
        while (true)
        {
            if (Take("."))
            {
                if (Next.Kind != GateTokenKind.Name)
                {
                    return Unexpected("a name after the point");
                }

                path.Add(tokens[next++].Text);
            }
            else if (Take("["))
            {
                if (Next.Kind != GateTokenKind.Text)
                {
                    return Unexpected("a name in quotes, such as [\"RSI 14\"]");
                }

                path.Add(tokens[next++].Text);
                if (!Expect("]"))
                {
                    return null;
                }
            }
            else
            {
                return Count(new GateNode.Field([.. path], first.Place));
            }
        }
    }

    private GateNode? Chain(Func<GateNode?> operand, params ReadOnlySpan<GateOperator> operators)
    {
        var left = operand();
        while (left is not null)
        {
            var place = Next.Place;
            if (Taken(operators) is not { } each)
            {
                return left;
            }

            left = operand() is { } right ? Count(new GateNode.Binary(each, left, right, place)) : null;
        }

        return null;
    }

    private GateOperator? Taken(ReadOnlySpan<GateOperator> operators)
    {
        foreach (var each in operators)
        {
            if (Take(GateOperators.Symbol(each)))
            {
                return each;
            }
        }

        return null;
    }

    private bool Take(string symbolOrWord)
    {
        if (!Next.Is(symbolOrWord))
        {
            return false;
        }

        next++;
        return true;
    }

    private bool Expect(string symbolOrWord)
    {
        if (Take(symbolOrWord))
        {
            return true;
        }

        Unexpected(symbolOrWord);
        return false;
    }

    private GateNode? Unexpected(string expected)
    {
        var nearest = Next.Kind == GateTokenKind.Name ? NearestWord.Of(Next.Text, Reserved) : null;
        return Fail(Next.Place.Error(
            $"Expected {expected} and found {Next.Shown}.", Next.Shown, expected, nearest is null || nearest == Next.Text ? null : $"Did you mean {nearest}?"));
    }

    private GateNode? Deeper(Func<GateNode?> inner)
    {
        if (depth >= GateBounds.DepthMax)
        {
            return Fail(Next.Place.Error($"The expression is nested deeper than {GateBounds.DepthMax} levels.", null, null, "Split it into several gates or rules."));
        }

        depth++;
        var node = inner();
        depth--;
        return node;
    }

    private GateNode? Count(GateNode node) => ++nodes <= GateBounds.NodesMax
        ? node
        : Fail(node.Place.Error($"The expression has more than {GateBounds.NodesMax} parts.", null, null, "Split it into several gates or rules."));

    private GateNode? Fail(GateError found)
    {
        error ??= found;
        return null;
    }
}
