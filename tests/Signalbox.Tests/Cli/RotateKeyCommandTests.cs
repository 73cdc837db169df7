using Signalbox.Server.Cli;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Cli;

/// <summary>The master key is changed from the command line while the server runs.</summary>
public sealed class RotateKeyCommandTests : WholeServerTests
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private string KeyFile => Path.Combine(Server.Folder, "vault.key");

    [Fact]
    public async Task RotateKey_OfTheRunningServer_MakesANewKeyAndDropsTheOldOne()
    {
        var before = await File.ReadAllTextAsync(KeyFile, Cancel);

        var code = await RotateAsync(Server.Api.BaseAddress!.ToString(), Server.Folder);

        Assert.Equal((ExitCodes.Done, ""), (code, errors.ToString()));
        Assert.Matches("^The master key is [a-z0-9-]+ now; [1-9][0-9]* secrets were sealed again with it.$", output.ToString().Trim());
        var after = await File.ReadAllTextAsync(KeyFile, Cancel);
        Assert.NotEqual(before, after);
        Assert.Single(after.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("key ", StringComparison.Ordinal));
        Assert.DoesNotContain(after.Split(' ')[^1].Trim(), output.ToString(), StringComparison.Ordinal);

        // What was sealed with the old key opens with the new one.
        var address = await Server.GetAsync("/strategies/demo/webhook");
        Assert.Equal(Server.Hook, new Uri(address.GetProperty("url").GetString()!).AbsolutePath);
        Assert.Equal("vault_key_rotated", (await Server.GetAsync("/audit?limit=1")).GetProperty("items")[0].GetProperty("event").GetString());
    }

    [Fact]
    public async Task RotateKey_WithoutATokenOrWhereNobodyAnswers_ChangesNothingAndSaysWhatToDo()
    {
        var before = await File.ReadAllTextAsync(KeyFile, Cancel);

        Assert.Equal(ExitCodes.Usage, await RotateAsync(null, Path.Combine(Server.Folder, "nothing-here")));
        Assert.Contains("SIGNALBOX_TOKEN", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, await RotateAsync("http://127.0.0.1:1", Server.Folder));
        Assert.Contains("127.0.0.1:1 does not answer as a Signalbox. Is the server running?", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(KeyFile, Cancel));
    }

    [Fact]
    public async Task RotateKey_ThatIsRefused_PassesOnWhy()
    {
        FirstStartFile.Write(Server.Folder, new(Server.Api.BaseAddress!.ToString(), "sbx_of-nobody", null));

        Assert.Equal(ExitCodes.Refused, await RotateAsync(null, Server.Folder));
        Assert.NotEmpty(errors.ToString().Trim());
        Assert.DoesNotContain("of-nobody", errors.ToString(), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<int> RotateAsync(string? url, string dataFolder) =>
        new RotateKeyCommand(new() { Input = Stream.Null, InputIsRedirected = true, Output = output, Errors = errors }).RunAsync(new(url), dataFolder, Cancel);
}
