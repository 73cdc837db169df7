using System.Text.Json;
using Signalbox.Server.Cli;
using Signalbox.Server.Cli.Exporting;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Cli;

public sealed class ExportCommandTests : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var server = await RunningServer.StartAsync(folder);
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        await server.SendAsync("""{"ticker":"=1+1,\"x\"","action":"sell","quantity":"0.1"}""");
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Csv_HasAHeadAndALineForEach_AndNoCellIsAFormula()
    {
        var lines = (await ExportAsync("signals")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,strategyId,receivedAt,reader,ticker,action,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        Assert.Contains(",\"'=1+1,\"\"x\"\"\",", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_IsTheDocumentsOfTheApi_OldestFirst()
    {
        var fills = JsonElement.Parse(await ExportAsync("fills", json: true));
        Assert.Equal(["buy", "sell"], fills.EnumerateArray().Select(fill => fill.GetProperty("side").GetString()));
        Assert.Equal("0.1", fills[0].GetProperty("quantity").GetString());
    }

    [Fact]
    public async Task Times_NarrowIt()
    {
        Assert.Empty(JsonElement.Parse(await ExportAsync("trades", json: true, until: DateTimeOffset.UnixEpoch)).EnumerateArray());
        Assert.NotEmpty(JsonElement.Parse(await ExportAsync("orders", json: true, since: DateTimeOffset.UnixEpoch)).EnumerateArray());
    }

    [Fact]
    public async Task File_IsWrittenAlsoBesideARunningServer()
    {
        await using var server = await RunningServer.StartAsync(folder);
        var file = Path.Combine(folder, "fills.csv");
        using var said = new StringWriter();
        await ExportCommand.RunAsync(
            new() { Command = Command.Export, DataFolder = folder, Export = new("fills", false, file, null, null) }, TextWriter.Null, said, Cancel);
        Assert.Equal(3, (await File.ReadAllLinesAsync(file, Cancel)).Length);
        var lines = said.ToString().Trim().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("This export leaves no entry in the audit trail: only the server writes a journal on SQLite while it runs.", lines[0], StringComparison.Ordinal);
        Assert.Equal($"2 fills written to {file}.", lines[1]);
    }

    [Fact]
    public async Task Export_WhileNoServerRuns_IsAnEntryOfTheTrail()
    {
        using var said = new StringWriter();
        var options = new CommandLineOptions { Command = Command.Export, DataFolder = folder, Export = new("fills", true, null, DateTimeOffset.UnixEpoch, null) };
        Assert.Equal(ExitCodes.Done, await ExportCommand.RunAsync(options, TextWriter.Null, said, Cancel));
        Assert.Empty(said.ToString());

        await using var server = await RunningServer.StartAsync(folder);
        var entry = (await server.GetAsync("/audit?event=records_exported")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("signalbox export, on the server's machine", entry.GetProperty("why").GetString());
        var what = entry.GetProperty("after");
        Assert.Equal("1970-01-01T00:00:00.0000000+00:00", what.GetProperty("filter").GetProperty("since").GetString());
        Assert.Equal(("json", 2), (what.GetProperty("format").GetString(), what.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task Rebuild_ProjectsTheSameAgain_AndSaysHowMuch()
    {
        var before = await ExportAsync("trades");
        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Done, await RebuildCommand.RunAsync(new() { Command = Command.Rebuild, DataFolder = folder }, said, Cancel));
        Assert.Matches("^[0-9,]+ events to project.*Done: [1-9][0-9,]* events projected", said.ToString().ReplaceLineEndings(" "));
        Assert.Equal(before, await ExportAsync("trades"));
    }

    private async Task<string> ExportAsync(string table, bool json = false, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        using var output = new StringWriter();
        var options = new CommandLineOptions { Command = Command.Export, DataFolder = folder, Export = new(table, json, null, since, until) };
        Assert.Equal(ExitCodes.Done, await ExportCommand.RunAsync(options, output, TextWriter.Null, Cancel));
        return output.ToString();
    }
}
