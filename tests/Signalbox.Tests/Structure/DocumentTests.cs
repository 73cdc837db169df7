using System.Text.RegularExpressions;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>A document that names identifiers must not drift from the code.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Assemblies = ["Signalbox", "Signalbox.Venues", "Signalbox.Sandbox", "Signalbox.Server"];

    [Theory]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("docs/orders.md")]
    public void Document_EveryIdentifierItNames_Exists(string document)
    {
        var known = KnownNames();
        var missing = Identifier().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups[1].Value)
            .Where(name => !name.Split('.').All(known.Contains))
            .Distinct()
            .ToList();
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("README.md")]
    public void Document_EveryPathItLinksTo_Exists(string document)
    {
        var missing = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups[1].Value)
            .Where(path => !path.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository.Root, path.Split('#')[0])))
            .ToList();
        Assert.Empty(missing);
    }

    private static HashSet<string> KnownNames()
    {
        var types = Assemblies.SelectMany(name => System.Reflection.Assembly.Load(name).GetTypes()).ToList();
        var names = types.Select(type => type.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(types.SelectMany(type => type.GetMembers()).Select(member => member.Name));
        names.UnionWith(types.SelectMany(type => (type.Namespace ?? "").Split('.')));
        return names;
    }

    /// <summary>Code style that begins with a capital and looks like a name.</summary>
    [GeneratedRegex(@"`([A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)*)`")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
