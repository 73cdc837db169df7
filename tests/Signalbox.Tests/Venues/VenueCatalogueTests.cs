using Signalbox.Tests.Structure;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Venues;

public sealed class VenueCatalogueTests
{
    /// <summary>Run with SIGNALBOX_WRITE_DOCS=1 to write the document anew.</summary>
    [Fact]
    public void Document_IsWhatTheCatalogueSays()
    {
        var path = Path.Combine(Repository.Root, "docs", "venues.md");
        if (Environment.GetEnvironmentVariable("SIGNALBOX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, VenueCatalogue.ToMarkdown());
        }

        Assert.Equal(VenueCatalogue.ToMarkdown(), File.ReadAllText(path));
    }
}
