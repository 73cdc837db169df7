using System.Text.RegularExpressions;
using Signalbox.Tests.Structure;
using Xunit;

namespace Signalbox.Tests.Simulation.Mutants;

/// <summary>A simulation that passes proves something only if it fails when a rule is broken.</summary>
public sealed partial class MutantTests
{
    /// <summary>In every build: a rule that was rewritten needs its mutant rewritten too.</summary>
    [Fact]
    public void Mutants_EachFindsTheRuleItBreaks_Once()
    {
        var lost = MutantList.All.Where(mutant => Regex.Count(Source(mutant), Regex.Escape(mutant.Find)) != 1).Select(mutant => mutant.Rule).ToList();
        Assert.True(MutantList.All.Count >= 30, $"Only {MutantList.All.Count} rules are broken.");
        Assert.Empty(lost);
    }

    /// <summary>Takes minutes, so ./test --mutants asks for it.</summary>
    [Fact]
    public async Task EachBrokenRule_IsCaughtByASeed()
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_MUTANTS") is not { Length: > 0 } wanted)
        {
            Assert.Skip("It builds and plays the engine once for each broken rule: ./test --mutants runs it.");
            return;
        }

        await using var laboratory = await MutantLaboratory.CreateAsync();
        var survived = new List<string>();
        foreach (var mutant in MutantList.All.Where(mutant => wanted == "all" || mutant.Rule.Contains(wanted, StringComparison.Ordinal)))
        {
            var output = await laboratory.PlayAsync(mutant);
            var caught = Caught().Match(output);
            await Console.Out.WriteLineAsync($"{mutant.Rule} | {(caught.Success ? $"seed {caught.Groups[1].Value} | {caught.Groups[2].Value.Trim()}" : "SURVIVED")}");
            if (!caught.Success)
            {
                survived.Add($"{mutant.Rule}: {output[^Math.Min(output.Length, 400)..]}");
            }
        }

        Assert.True(survived.Count == 0, $"Nobody noticed that these no longer hold:\n{string.Join('\n', survived)}");
    }

    private static string Source(Mutant mutant) => File.ReadAllText(Path.Combine(Repository.Root, "src", "Signalbox", mutant.File));

    [GeneratedRegex(@"seed (\d+): (.+)")]
    private static partial Regex Caught();
}
