namespace Signalbox.Strategies.Gates.Language;

/// <summary>Numbers. What divides by zero or leaves the range of a decimal is missing.</summary>
internal static class GateArithmetic
{
    public sealed class Pair(GateOperator each, GateCode left, GateCode right) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var (first, second) = (left.Run(facts), right.Run(facts));
            return first.IsMissing || second.IsMissing ? GateValue.Missing : Compute(each, first.Number, second.Number);
        }
    }

    public sealed class Minus(GateCode operand) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => operand.Run(facts) is { IsMissing: false } value ? GateValue.Of(-value.Number) : GateValue.Missing;
    }

    public sealed class Abs(GateCode operand) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => operand.Run(facts) is { IsMissing: false } value ? GateValue.Of(Math.Abs(value.Number)) : GateValue.Missing;
    }

    /// <summary>Halves go away from zero.</summary>
    public sealed class Round(GateCode operand, int places) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => operand.Run(facts) is { IsMissing: false } value
            ? GateValue.Of(Math.Round(value.Number, places, MidpointRounding.AwayFromZero))
            : GateValue.Missing;
    }

    /// <summary>The least or the greatest; missing where one of them is.</summary>
    public sealed class Extreme(GateCode[] operands, bool isGreatest) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var found = operands[0].Run(facts);
            for (var i = 1; i < operands.Length && !found.IsMissing; i++)
            {
                var other = operands[i].Run(facts);
                found = other.IsMissing || (isGreatest ? other.Number > found.Number : other.Number < found.Number) ? other : found;
            }

            return found;
        }
    }

    public sealed class Between(GateCode value, GateCode low, GateCode high, bool negated) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var (sought, least, most) = (value.Run(facts), low.Run(facts), high.Run(facts));
            return sought.IsMissing || least.IsMissing || most.IsMissing
                ? GateValue.Missing
                : GateValue.Of((sought.Number >= least.Number && sought.Number <= most.Number) != negated);
        }
    }

    private static GateValue Compute(GateOperator each, decimal left, decimal right)
    {
        switch (each)
        {
            case GateOperator.Less:
                return GateValue.Of(left < right);
            case GateOperator.LessOrEqual:
                return GateValue.Of(left <= right);
            case GateOperator.Greater:
                return GateValue.Of(left > right);
            case GateOperator.GreaterOrEqual:
                return GateValue.Of(left >= right);
            case GateOperator.Divide or GateOperator.Remainder when right == 0:
                return GateValue.Missing;
        }

        try
        {
            return GateValue.Of(each switch
            {
                GateOperator.Add => left + right,
                GateOperator.Subtract => left - right,
                GateOperator.Multiply => left * right,
                GateOperator.Divide => left / right,
                GateOperator.Remainder => left % right,
                _ => throw new InvalidOperationException($"{each} is no arithmetic."),
            });
        }
        catch (OverflowException)
        {
            // No number of this size is meant: it has no value, and what it was for fails closed.
            return GateValue.Missing;
        }
    }
}
