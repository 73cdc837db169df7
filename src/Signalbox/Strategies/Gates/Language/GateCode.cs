namespace Signalbox.Strategies.Gates.Language;

/// <summary>A checked part of an expression, ready to run. Running never throws: what has no value is missing.</summary>
internal abstract class GateCode
{
    public abstract GateValue Run(IGateFacts facts);

    public sealed class Constant(GateValue value) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => value;
    }

    public sealed class Convert(GateCode operand, GateType type) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => operand.Run(facts).As(type);
    }

    public sealed class Else(GateCode left, GateCode right) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => left.Run(facts) is { IsMissing: false } value ? value : right.Run(facts);
    }

    /// <summary>Without a condition there is no value either.</summary>
    public sealed class If(GateCode condition, GateCode then, GateCode otherwise) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var value = condition.Run(facts);
            return value.IsTrue ? then.Run(facts) : value.IsFalse ? otherwise.Run(facts) : GateValue.Missing;
        }
    }

    public sealed class IsMissing(GateCode operand, bool negated) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => GateValue.Of(operand.Run(facts).IsMissing != negated);
    }

    public sealed class Not(GateCode operand) : GateCode
    {
        public override GateValue Run(IGateFacts facts) => operand.Run(facts) is { IsMissing: false } value ? GateValue.Of(value.IsFalse) : GateValue.Missing;
    }

    /// <summary>False whatever the other side is where one side is false; missing where the missing side would decide.</summary>
    public sealed class And(GateCode left, GateCode right) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var first = left.Run(facts);
            if (first.IsFalse)
            {
                return first;
            }

            var second = right.Run(facts);
            return second.IsFalse || first.IsTrue ? second : GateValue.Missing;
        }
    }

    /// <summary>True whatever the other side is where one side is true; missing where the missing side would decide.</summary>
    public sealed class Or(GateCode left, GateCode right) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var first = left.Run(facts);
            if (first.IsTrue)
            {
                return first;
            }

            var second = right.Run(facts);
            return second.IsTrue || first.IsFalse ? second : GateValue.Missing;
        }
    }

    public sealed class Same(GateCode left, GateCode right, bool negated) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var (first, second) = (left.Run(facts), right.Run(facts));
            return first.IsMissing || second.IsMissing ? GateValue.Missing : GateValue.Of(first.IsSame(second) != negated);
        }
    }

    /// <summary>An option that is missing matches nothing.</summary>
    public sealed class OneOf(GateCode value, GateCode[] options, bool negated) : GateCode
    {
        public override GateValue Run(IGateFacts facts)
        {
            var sought = value.Run(facts);
            if (sought.IsMissing)
            {
                return GateValue.Missing;
            }

            foreach (var option in options)
            {
                if (sought.IsSame(option.Run(facts)))
                {
                    return GateValue.Of(!negated);
                }
            }

            return GateValue.Of(negated);
        }
    }
}
