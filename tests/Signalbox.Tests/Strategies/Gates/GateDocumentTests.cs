using System.Text.RegularExpressions;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Tests.Structure;
using Xunit;

namespace Signalbox.Tests.Strategies.Gates;

/// <summary>docs/gates.md says what the code does.</summary>
public sealed partial class GateDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "gates.md"));

    [Fact]
    public void Document_ListsEveryFieldWithItsMeaning() => Assert.All(GateFields.All, field =>
        Assert.Contains($"| `{field.Name}` | {(field.Type == GateType.Flag ? "condition" : Signalbox.Text.Words.Of(field.Type))} | {field.Meaning.TrimEnd('.')} |", Document, StringComparison.Ordinal));

    [Fact]
    public void Document_ListsEveryFunction() => Assert.All(GateFunctions.All, function =>
        Assert.Contains($"`{function.Name}(", Document, StringComparison.Ordinal));

    [Fact]
    public void Document_NamesItsBounds()
    {
        Assert.Contains("1,000 characters, 200 parts and 32 levels", Document, StringComparison.Ordinal);
        Assert.Equal((1_000, 200, 32), (GateBounds.CharsMax, GateBounds.NodesMax, GateBounds.DepthMax));
    }

    [Fact]
    public void Examples_AllCompile()
    {
        var examples = Example().Matches(Document[Document.IndexOf("### Examples", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)
            .Concat(Embedded().Matches(Document).Select(match => match.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal))).ToList();
        Assert.True(examples.Count >= 11, string.Join('\n', examples));
        Assert.All(examples, example => Assert.True(GateProgram.Compile(example).Program is not null, example));
    }

    [GeneratedRegex(@"^\| [^|`]+ \| `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("\"expression\": \"((?:[^\"\\\\]|\\\\.)+)\"")]
    private static partial Regex Embedded();
}
