using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>docs/faults.md promises a test for every fault, at the levels it names; each must be there.</summary>
public sealed partial class FaultDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "faults.md"));

    [Fact]
    public void Faults_EveryTestThatIsNamed_Exists()
    {
        var named = Named().Matches(Document).Select(match => match.Groups[1].Value).Distinct().ToList();
        var missing = named.Where(name => TypeOf(name) is null).ToList();

        Assert.True(named.Count >= 60, $"Only {named.Count} tests are named.");
        Assert.Empty(missing);
    }

    [Fact]
    public void Faults_EachRow_NamesTestsOfTheLevelItClaims()
    {
        var wrong = new List<string>();
        foreach (Match row in Row().Matches(Document))
        {
            var level = ' ';
            foreach (Match part in Part().Matches(row.Groups[2].Value))
            {
                level = part.Groups[1].Success ? part.Groups[1].Value[0] : level;
                var name = part.Groups[2].Value;
                if (TypeOf(name) is { } type && LevelOf(type) != level)
                {
                    wrong.Add($"Row {row.Groups[1].Value}: {name} is no test of level {level}.");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Faults_EveryNumber_HasARow()
    {
        var rows = Row().Matches(Document).Select(row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        Assert.Empty(Enumerable.Range(1, 34).Except(rows));
    }

    private static char LevelOf(Type type)
    {
        var parts = type.Namespace!.Split('.');
        return parts.Contains("Simulation") ? 'S'
            : parts.Contains("Crash") ? 'C'
            : parts.Intersect(["Venues", "Contracts", "Intake", "Storage", "Node", "Configuration", "Security"]).Any() ? 'F'
            : 'P';
    }

    private static Type? TypeOf(string name)
    {
        var parts = name.Split('.');
        return typeof(FaultDocumentTests).Assembly.GetTypes().FirstOrDefault(type => type.Name == parts[0]
            && type.GetMethod(parts[1]) is { } method && method.GetCustomAttributes<FactAttribute>().Any());
    }

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| (\d+) \|[^|]+\|[^|]+\|([^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?:\b([PSFC]) )?`([A-Z]\w+\.[A-Z]\w+)`")]
    private static partial Regex Part();
}
