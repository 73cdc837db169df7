using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>Files and methods stay short enough to be read at once; see the house style.</summary>
public sealed class SizeTests
{
    private const int FileLinesMax = 400;
    private const int MethodLinesMax = 70;

    [Fact]
    public void Files_NoneIsLongerThanAllowed()
    {
        var tooLong = SourceFiles().Select(file => (file, Lines: File.ReadLines(file).Count())).Where(each => each.Lines > FileLinesMax).ToList();
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Files_NineInTenAreUnderTwoHundredLines()
    {
        var lines = SourceFiles().Select(file => File.ReadLines(file).Count()).Order().ToList();
        Assert.True(lines[lines.Count * 9 / 10] <= 200, $"The ninetieth percentile is {lines[lines.Count * 9 / 10]} lines.");
    }

    [Theory]
    [InlineData("Signalbox")]
    [InlineData("Signalbox.Venues")]
    [InlineData("Signalbox.Sandbox")]
    [InlineData("Signalbox.Server")]
    public void Methods_NoneIsLongerThanAllowed(string assembly)
    {
        var tooLong = new List<string>();
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.pdb")));
        var names = image.GetMetadataReader();
        var lines = symbols.GetMetadataReader();
        foreach (var handle in names.MethodDefinitions)
        {
            var points = lines.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden).ToList();
            if (points.Count > 0 && IsOurs(lines, points[0]) && points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1 is var length && length > MethodLinesMax)
            {
                var method = names.GetMethodDefinition(handle);
                tooLong.Add($"{names.GetString(names.GetTypeDefinition(method.GetDeclaringType()).Name)}.{names.GetString(method.Name)}: {length} lines");
            }
        }

        Assert.Empty(tooLong);
    }

    private static bool IsOurs(MetadataReader lines, SequencePoint point) =>
        !point.Document.IsNil && lines.GetString(lines.GetDocument(point.Document).Name) is var name
        && !name.Contains("/obj/", StringComparison.Ordinal) && !name.EndsWith(".g.cs", StringComparison.Ordinal);

    private static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
