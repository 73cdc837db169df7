using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>Names: fields, extras, scores and functions.</summary>
internal sealed partial class GateChecker
{
    public const string Extras = "extras";
    public const string Scores = "scores";

    private GateCode? Field(GateNode.Field node, GateType wanted)
    {
        var name = GatePrinter.Name(node);
        if (node.Path[0] is Extras or Scores && node.Path.Count < 2)
        {
            return Refuse(node.Place.Error($"{name} needs the name of one of them.", name, $"{name}.name"));
        }

        if (node.Path[0] == Extras)
        {
            return new GateCode.Convert(Read(new GateReading.OfExtra(name, node.Path.RemoveAt(0))), wanted);
        }

        if (node.Path[0] == Scores)
        {
            return Fits(node, GateType.Number, wanted) ? Score(node, name) : null;
        }

        return GateFields.Find(name) is not { } field ? UnknownField(node, name)
            : Fits(node, field.Type, wanted) ? Read(new GateReading.OfField(field))
            : null;
    }

    private GateCode? Score(GateNode.Field node, string name)
    {
        var scorer = node.Path[1];
        if (node.Path.Count == 2 && scorers?.Contains(scorer) != false)
        {
            return Read(new GateReading.OfScore(name, scorer));
        }

        var nearest = NearestWord.Of(scorer, scorers ?? []);
        return Refuse(node.Place.Error(
            $"There is no scorer {scorer} beside this gate.", name, "the name of a gate of the kind http", nearest is null ? null : $"Did you mean {Scores}.{nearest}?"));
    }

    private GateCode? UnknownField(GateNode.Field node, string name)
    {
        var nearest = NearestWord.Of(name, GateFields.All.Select(field => field.Name));
        var isExtra = node.Path.Count == 1;
        return Refuse(node.Place.Error(
            $"The field {name} is not known.", name, "a field of signal, position, market, account, performance or time",
            nearest is not null ? $"Did you mean {nearest}?" : isExtra ? $"What the sender adds is {Extras}.{name}." : null));
    }

    private GateCode? Call(GateNode.Call call, GateType wanted)
    {
        if (GateFunctions.Find(call.Function) is not { } function)
        {
            var nearest = NearestWord.Of(call.Function, GateFunctions.All.Select(each => each.Name));
            return Refuse(call.Place.Error($"There is no function {call.Function}.", call.Function, "a function", nearest is null ? null : $"Did you mean {nearest}?"));
        }

        if (call.Arguments.Count < function.Fewest || call.Arguments.Count > function.Most)
        {
            return Refuse(call.Place.Error($"{call.Function} does not take {call.Arguments.Count} value(s).", null, function.Usage, $"Write {function.Usage}."));
        }

        return function.Type is { } type && !Fits(call, type, wanted) ? null : Called(call, wanted);
    }

    private GateCode? Called(GateNode.Call call, GateType wanted)
    {
        var arguments = call.Arguments;
        switch (call.Function)
        {
            case GateFunctions.If:
                var condition = Check(arguments[0], GateType.Flag);
                return Both(arguments[1], arguments[2], wanted, (then, otherwise) => new GateCode.If(condition!, then, otherwise)) is { } code && condition is not null ? code : null;
            case GateFunctions.Number or GateFunctions.Words or GateFunctions.Flag:
                return Converted(arguments[0], wanted);
            case GateFunctions.WinRate or GateFunctions.Profit:
                return Literal(call, 0, 1, GateBounds.TradesMax) is { } trades ? Read(new GateReading.OfTrades(call.Function, trades)) : null;
            case GateFunctions.Hour or GateFunctions.Minute or GateFunctions.Weekday:
                return Zone(call) is { } zone ? Read(new GateReading.OfTime(call.Function, zone)) : null;
            case GateFunctions.Round:
                var places = arguments.Count == 1 ? 0 : Literal(call, 1, 0, 10);
                return Check(arguments[0], GateType.Number) is { } rounded && places is { } known ? new GateArithmetic.Round(rounded, known) : null;
            default:
                return All(arguments, GateType.Number) is { } numbers ? Computed(call.Function, numbers) : null;
        }
    }

    private static GateCode Computed(string function, GateCode[] numbers) => function switch
    {
        GateFunctions.Abs => new GateArithmetic.Abs(numbers[0]),
        GateFunctions.Min => new GateArithmetic.Extreme(numbers, isGreatest: false),
        GateFunctions.Max => new GateArithmetic.Extreme(numbers, isGreatest: true),
        GateFunctions.Clamp => new GateArithmetic.Extreme([numbers[1], new GateArithmetic.Extreme([numbers[0], numbers[2]], isGreatest: false)], isGreatest: true),
        _ => throw new InvalidOperationException($"The function {function} has no code."),
    };

    /// <summary>An extra takes the type it is converted to at once: read as another first, it might lose its value.</summary>
    private GateCode? Converted(GateNode operand, GateType type) => TypeOf(operand) is { } own
        ? Check(operand, own) is { } code ? new GateCode.Convert(code, type) : null
        : Check(operand, type);

    /// <summary>A whole number that is written out, so that what it costs is known when it is configured.</summary>
    private int? Literal(GateNode.Call call, int index, int least, int most)
    {
        if (call.Arguments[index] is GateNode.Number { Value: var value } && value >= least && value <= most && value == decimal.Truncate(value))
        {
            return (int)value;
        }

        Refuse(call.Arguments[index].Place.Error(
            $"{call.Function} needs a whole number from {least} to {most} here.", GatePrinter.Print(call.Arguments[index]), $"{least} to {most}"));
        return null;
    }

    private TimeZoneInfo? Zone(GateNode.Call call)
    {
        if (call.Arguments[0] is GateNode.Words { Value: var name } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        Refuse(call.Arguments[0].Place.Error(
            $"{call.Function} needs the name of a time zone.", GatePrinter.Print(call.Arguments[0]), "a name such as \"Europe/Berlin\" or \"UTC\""));
        return null;
    }

    private GateReading Read(GateReading reading)
    {
        readings[reading.Name] = reading;
        return reading;
    }
}
