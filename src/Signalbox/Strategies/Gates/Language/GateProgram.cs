namespace Signalbox.Strategies.Gates.Language;

/// <summary>An expression that was understood, ready to be evaluated any number of times.</summary>
public sealed class GateProgram
{
    private readonly GateCode code;
    private readonly GateReading[] readings;

    private GateProgram(GateNode tree, GateCode code, GateType type, IReadOnlyCollection<GateReading> readings)
    {
        this.code = code;
        this.readings = [.. readings];
        Canonical = GatePrinter.Print(tree);
        Type = type;
        UsesMarket = this.readings.Any(reading => reading is GateReading.OfField { Known.Name: var name } && name.StartsWith("market.", StringComparison.Ordinal));
        Scores = [.. this.readings.OfType<GateReading.OfScore>().Select(reading => reading.Scorer)];
    }

    /// <summary>A condition, or a number from 0 to 1.</summary>
    public GateType Type { get; }

    /// <summary>The expression as this program would write it.</summary>
    public string Canonical { get; }

    public bool UsesMarket { get; }

    /// <summary>The scorers whose scores it uses.</summary>
    public IReadOnlyList<string> Scores { get; }

    /// <summary>Reads an expression. Either it can be evaluated, or every mistake in it is listed.</summary>
    /// <param name="scorers">The scorers whose scores it may use; null: any.</param>
    public static GateCompilation Compile(string text, IReadOnlyCollection<string>? scorers = null)
    {
        if (text.Length > GateBounds.CharsMax)
        {
            return new(null, [new(1, 1, $"The expression has {text.Length} characters and may have {GateBounds.CharsMax}.", null, null, "Split it into several gates or rules.")]);
        }

        var (tree, error) = GateParser.Parse(text);
        return tree is null ? new(null, [error!]) : Checked(tree, scorers);
    }

    public GateValue Run(IGateFacts facts) => code.Run(facts);

    /// <summary>What it looks up and finds, for the record.</summary>
    public IEnumerable<(string Name, GateValue Value)> Inputs(IGateFacts facts) => readings.Select(reading => (reading.Name, reading.Run(facts)));

    private static GateCompilation Checked(GateNode tree, IReadOnlyCollection<string>? scorers)
    {
        var checker = new GateChecker(scorers);
        var type = GateChecker.TypeOf(tree) ?? GateType.Flag;
        if (type == GateType.Text)
        {
            return new(null, [tree.Place.Error("A gate is a condition or a number from 0 to 1, and this is a text.", "a text", "a condition or a number")]);
        }

        var code = checker.Check(tree, type);
        return code is null ? new(null, checker.Errors) : new(new(tree, code, type, checker.Readings), []);
    }
}

/// <summary>Exactly one of the two: a program, or what is wrong.</summary>
public sealed record GateCompilation(GateProgram? Program, IReadOnlyList<GateError> Errors);
