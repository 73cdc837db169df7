using Signalbox.Server.Cli;
using Signalbox.Server.Security.Transport;
using Xunit;

namespace Signalbox.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly Dictionary<string, string> variables = [];

    [Fact]
    public void Read_OfNothing_ServesWithTheDefaults()
    {
        var options = Run();

        Assert.Equal(Command.Serve, options.Command);
        Assert.Equal(["http://127.0.0.1:5080"], options.Urls);
        Assert.Equal(Path.GetFullPath("data"), options.DataFolder);
        Assert.Null(options.Store);
        Assert.True(options.Demo);
    }

    [Fact]
    public void Read_OfOptionsAndVariables_LetsTheCommandLineWin()
    {
        variables["SIGNALBOX_URLS"] = "http://127.0.0.1:1";
        variables["SIGNALBOX_DATA"] = "/from-variable";
        variables["SIGNALBOX_STORE"] = "Host=variable";

        var options = Run("serve", "--urls", "http://*:5000;https://[::1]:5001", "--data=/from-option", "--no-demo", "--certificate", "/c.pem");

        Assert.Equal(["http://*:5000", "https://[::1]:5001"], options.Urls);
        Assert.Equal(Path.GetFullPath("/from-option"), options.DataFolder);
        Assert.Equal("Host=variable", options.Store);
        Assert.False(options.Demo);
    }

    [Fact]
    public void Read_OfHowItIsReached_UnderstandsProxiesCertificateAndSenders()
    {
        variables["SIGNALBOX_CERTIFICATE_PASSWORD"] = "open sesame";
        var options = Run(
            "--urls", "https://*:5443", "--certificate", "/c.pem", "--certificate-key=/k.pem", "--trusted-proxies", "127.0.0.1, 10.0.0.0/8", "--webhook-sources", "mine=198.51.100.0/24");

        Assert.Equal(["127.0.0.1", "10.0.0.0/8"], options.TrustedProxies.Ranges.Select(range => range.ToString()));
        Assert.Equal(new CertificateOptions("/c.pem", "/k.pem", "open sesame"), options.Certificate);
        Assert.Contains("mine", options.WebhookSources.Named.Keys);
        Assert.Empty(Run().TrustedProxies.Ranges);
        Assert.Null(Run().Certificate);
    }

    [Fact]
    public void Read_OfAnEmptyVariable_TakesTheDefault()
    {
        variables["SIGNALBOX_STORE"] = "";
        variables["SIGNALBOX_URLS"] = "";

        Assert.Equal((null, CommandLineOptions.DefaultUrl), (Run().Store, Run().Urls[0]));
    }

    [Fact]
    public void Read_OfEachCommand_FindsItsWords()
    {
        Assert.Equal(new SendOptions("buy BTC", null, "http://x/hook/a/b"), Run("send", "--url", "http://x/hook/a/b", "buy BTC").Send);
        Assert.Equal(new SendOptions("-1", null, null), Run("send", "--", "-1").Send);
        Assert.Equal(new SendOptions("-", null, null), Run("send", "-").Send);
        Assert.Equal(new SendOptions(null, "a.json", null), Run("send", "--file=a.json").Send);
        Assert.Equal(new SandboxOptions("binance", 9001), Run("sandbox", "binance", "--port", "9001").Sandbox);
        Assert.Equal(new SandboxOptions("binance", 0), Run("sandbox", "binance").Sandbox);
        Assert.Equal(
            [Command.Verify, Command.Rebuild], new[] { "verify", "rebuild" }.Select(name => Run(name).Command));
        Assert.Equal(new ExportOptions("fills", false, null, null, null), Run("export", "fills").Export);
        Assert.Equal(
            new ExportOptions("trades", true, "t.json", new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), new(2026, 2, 1, 8, 0, 0, TimeSpan.Zero)),
            Run("export", "trades", "--format", "json", "--out=t.json", "--since", "2026-01-31", "--until", "2026-02-01T09:00:00+01:00").Export);
    }

    [Theory]
    [InlineData("The command 'serve' takes no '--url'. Did you mean '--urls'?", "--url", "x")]
    [InlineData("There is no option '--datta'. Did you mean '--data'?", "--datta", "x")]
    [InlineData("There is no option '--nonsense'. See --help.", "--nonsense")]
    [InlineData("There is no option '-v'. See --help.", "-v")]
    [InlineData("There is no command 'serv'. Did you mean 'serve'?", "serv")]
    [InlineData("There is no command 'start'. The commands are serve, send, explain, verify, rebuild, export, sandbox, backup, restore, rotate-key.", "start")]
    [InlineData("The command 'send' takes no '--no-demo'. See --help.", "send", "--no-demo")]
    [InlineData("The option '--no-demo' takes no value.", "--no-demo=yes")]
    [InlineData("The option '--data' needs a value: --data <folder>.", "--data")]
    [InlineData("The option '--data' needs a folder: --data <folder>.", "--data", " ")]
    [InlineData("The option '--data' is given twice.", "--data", "a", "--data", "b")]
    [InlineData("'localhost' is no address to listen on. Write it like http://127.0.0.1:5080.", "--urls", "localhost")]
    [InlineData("'ftp://x' is no address to listen on. Write it like http://127.0.0.1:5080.", "--urls", "http://a;ftp://x")]
    [InlineData("The option '--urls' needs an address such as http://127.0.0.1:5080.", "--urls", ";")]
    [InlineData("'signalbox.example' is no address people open. Give one such as https://signalbox.example.", "--public-url", "signalbox.example")]
    [InlineData("'https://a.example/x' is no address people open. Give one such as https://signalbox.example.", "--public-url", "https://a.example/x")]
    [InlineData("'70000' is no port. A port is a whole number from 0 to 65535.", "sandbox", "x", "--port", "70000")]
    [InlineData("'-1' is no port. A port is a whole number from 0 to 65535.", "sandbox", "x", "--port", "-1")]
    [InlineData("Name the sandbox to start: signalbox sandbox <name>.", "sandbox")]
    [InlineData("Name what to export: signalbox export <signals|trades|orders|fills>.", "export")]
    [InlineData("Name what to export: signalbox export <signals|trades|orders|fills>.", "export", "journal")]
    [InlineData("'xml' is no format. Choose csv or json.", "export", "fills", "--format", "xml")]
    [InlineData("'soon' is no time. Write it like 2026-01-31 or 2026-01-31T09:00:00Z.", "export", "fills", "--since", "soon")]
    [InlineData("Give either a text or a file, not both.", "send", "x", "--file", "y")]
    [InlineData("The command 'send' takes one word; put quotes around a text with spaces.", "send", "buy", "BTC")]
    [InlineData("The command 'serve' takes options only. See --help.", "serve", "now")]
    public void Read_OfAMistake_SaysWhatIsWrongInOneSentence(string message, params string[] arguments)
    {
        Assert.Equal(new CommandLineResult.Refused(message), Read(arguments));
    }

    [Fact]
    public void Read_OfHelp_NamesEveryCommandAndOption()
    {
        var text = Assert.IsType<CommandLineResult.Show>(Read("send", "--help")).Text;

        Assert.All<string>(
            ["serve", "send", "verify", "rebuild", "export", "sandbox", "--urls", "SIGNALBOX_URLS", "--data", "--store", "--no-demo", "--port", "--version"],
            word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfVersion_ShowsIt() => Assert.Equal(new CommandLineResult.Show("signalbox 0.1.0"), Read("--version"));

    private CommandLineOptions Run(params string[] arguments) => Assert.IsType<CommandLineResult.Run>(Read(arguments)).Options;

    private CommandLineResult Read(params string[] arguments) => CommandLine.Read(arguments, name => variables.GetValueOrDefault(name));
}
