using Signalbox.Text;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

public sealed class PaperDocumentTests
{
    [Fact]
    public void Document_ListsWhatIsTraded_AsItIs()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "paper.md"));

        foreach (var (instrument, middle, _, _) in PaperInstruments.All)
        {
            var row = Assert.Single(text.Split('\n'), line => line.StartsWith($"| {instrument.Id} |", StringComparison.Ordinal));
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal([$"{instrument.TickSize}", $"{instrument.LotSize}", instrument.Settle, Decimals.Canonical(middle.Value)],
                [cells[3], cells[4], cells[5], cells[6].Replace(",", "", StringComparison.Ordinal)]);
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Signalbox.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
