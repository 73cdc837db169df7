using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>docs/faults.md promises a test for every fault; each must be there.</summary>
public sealed partial class FaultDocumentTests
{
    [Fact]
    public void Faults_EveryTestThatIsNamed_Exists()
    {
        var named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "faults.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();
        var missing = named.Where(name => !IsTest(name)).ToList();

        Assert.True(named.Count >= 40, $"Only {named.Count} tests are named.");
        Assert.Empty(missing);
    }

    private static bool IsTest(string name)
    {
        var parts = name.Split('.');
        return typeof(FaultDocumentTests).Assembly.GetTypes().Where(type => type.Name == parts[0])
            .Any(type => type.GetMethod(parts[1]) is { } method && method.GetCustomAttributes<FactAttribute>().Any());
    }

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w+)`")]
    private static partial Regex Named();
}
