using System.Text.RegularExpressions;
using Signalbox.Server.Security.Sealing;
using Signalbox.Tests.Structure;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>A rotation knows every place a secret is sealed in.</summary>
public sealed partial class SealedColumnTests
{
    [Fact]
    public void Owners_EachOneInTheCode_IsListed()
    {
        var listed = SealedColumns.All.Select(column => $"{column.Table}/{column.Owner}").ToHashSet();
        var owners = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Signalbox.Server"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(text => text.Contains("VaultOwner", StringComparison.Ordinal))
            .SelectMany(text => Owner().Matches(text).Select(match => $"{match.Groups[1].Value}/{match.Groups[2].Value}"))
            .ToHashSet();

        Assert.Equal(listed.Order(StringComparer.Ordinal), owners.Order(StringComparer.Ordinal));
    }

    /// <summary>As in <c>VaultOwner Owner(…) => new("table", row, "column")</c>.</summary>
    [GeneratedRegex("""VaultOwner\b[^;]*?new\("([a-z_]+)",[^;"]*"([a-z_]+)"\)""")]
    private static partial Regex Owner();
}
