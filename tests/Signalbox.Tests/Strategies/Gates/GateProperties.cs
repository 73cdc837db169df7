using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;
using Xunit;

namespace Signalbox.Tests.Strategies.Gates;

/// <summary>What holds for every expression, on thousands of random ones.</summary>
public sealed class GateProperties
{
    private const int Trees = 4_000;

    [Fact]
    public void Printing_ReadsAsTheSameTree()
    {
        for (var seed = 1; seed <= Trees; seed++)
        {
            var tree = TreeOf(seed, out _);
            var text = GatePrinter.Print(tree);
            var (read, error) = GateParser.Parse(text);
            Assert.True(tree == read, $"seed {seed}: {text} reads as {(read is null ? error!.ToString() : GatePrinter.Print(read))}");
        }
    }

    [Fact]
    public void Running_NeverThrowsAndGivesTheTypeItSays()
    {
        for (var seed = 1; seed <= Trees; seed++)
        {
            var text = GatePrinter.Print(TreeOf(seed, out var trees));
            var compiled = GateProgram.Compile(text);
            if (compiled.Program is not { } program)
            {
                // Only its size may be against a tree of the right types.
                Assert.Matches("characters|parts", compiled.Errors[0].Message);
                continue;
            }

            for (var run = 0; run < 5; run++)
            {
                var facts = trees.Facts();
                var value = program.Run(facts);
                Assert.True(value.IsMissing || value.Type == program.Type, $"seed {seed}: {text} gave {value}");
                Assert.Equal(value, program.Run(facts));
            }
        }
    }

    [Fact]
    public void AnyText_IsReadOrRefusedWithAPlace()
    {
        const string Letters = "abmt.(),<>=!?+-*/% \"'\\[]1290\n_and or not in is missing between extras.x market.bid";
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var chance = new Random(seed);
            var text = new string([.. Enumerable.Range(0, chance.Next(40)).Select(_ => Letters[chance.Next(Letters.Length)])]);
            var compiled = GateProgram.Compile(text);
            Assert.True(compiled.Program is null == compiled.Errors.Count > 0, text);
            Assert.All(compiled.Errors, error => Assert.True(error.Line >= 1 && error.Column >= 1 && error.Column <= text.Length + 1, $"{text}: {error}"));
        }
    }

    [Fact]
    public void TheDearestExpressionAllowed_VisitsEveryPartOnce()
    {
        // 100 fields and 99 operators: as many parts as may be. Each is looked up exactly once, so time is bounded by length.
        var text = string.Join('+', Enumerable.Repeat("time.hour", 100));
        var program = GateProgram.Compile(text).Program!;
        var facts = new CountingFacts();
        program.Run(facts);
        Assert.Equal(100, facts.Lookups);
    }

    [Fact]
    public void Running_AllocatesNothing()
    {
        var program = GateProgram.Compile("signal.action in (\"buy\", \"add\") and market.spread_percent < 0.05 and extras.rsi ?? 50 between 30 and 70 or win_rate(10) > 0.5").Program!;
        var facts = new CountingFacts();
        program.Run(facts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            program.Run(facts);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static GateNode TreeOf(int seed, out GateTrees trees)
    {
        var chance = new Random(seed);
        trees = new(chance);
        return chance.Next(2) == 0 ? trees.Flag(chance.Next(5)) : trees.Number(chance.Next(5));
    }

    private sealed class CountingFacts : IGateFacts
    {
        public int Lookups { get; private set; }

        public DateTimeOffset Now => default;

        public GateValue Field(GateField field)
        {
            Lookups++;
            return field.Type == GateType.Text ? GateValue.Of("buy") : GateValue.Of(1m);
        }

        public GateValue Extra(ValueList<string> path) => GateValue.Of(55m);

        public GateValue Score(string scorer) => GateValue.Missing;

        public GateValue WinRate(int trades) => GateValue.Of(0.6m);

        public GateValue Profit(int trades) => GateValue.Missing;
    }
}
