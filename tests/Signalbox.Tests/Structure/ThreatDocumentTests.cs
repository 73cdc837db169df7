using System.Text.RegularExpressions;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>docs/security.md promises a test for every threat; each must be there.</summary>
public sealed partial class ThreatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    [Fact]
    public void Threats_EveryTestThatIsNamed_Exists()
    {
        var types = typeof(ThreatDocumentTests).Assembly.GetTypes();
        var missing = Rows().SelectMany(row => Named().Matches(row.Tests).Select(match => (Type: match.Groups[1].Value, Method: match.Groups[2].Value)))
            .Where(each => !types.Any(type => type.Name == each.Type && (each.Method.Length == 0 || type.GetMethod(each.Method) is not null)))
            .ToList();

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("Stolen database")]
    [InlineData("Leaked webhook URL")]
    [InlineData("Curious sub-user")]
    [InlineData("Forged request")]
    [InlineData("Stolen session")]
    [InlineData("Leaked token")]
    [InlineData("Malicious proxy headers")]
    [InlineData("Replay")]
    [InlineData("Brute force")]
    [InlineData("CSRF and XSS")]
    [InlineData("Supply chain")]
    [InlineData("Stolen backup")]
    [InlineData("Log leak")]
    [InlineData("Tampered journal")]
    [InlineData("Insider administrator")]
    public void Threats_EachHasWhatStopsItAndATest(string threat)
    {
        var row = Rows().Single(each => each.Threat == threat);

        Assert.NotEmpty(row.Stops);
        Assert.True(Named().IsMatch(row.Tests) || row.Tests.StartsWith("none: ", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Threat, string Stops, string Tests)> Rows() =>
        Row().Matches(Document).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim(), match.Groups[3].Value.Trim()));

    [GeneratedRegex(@"^\| \*\*([^*]+)\*\* \|([^|]+)\|([^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Z]\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex Named();
}
