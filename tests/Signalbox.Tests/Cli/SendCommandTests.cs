using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Signalbox.Server.Cli;
using Xunit;

namespace Signalbox.Tests.Cli;

public sealed class SendCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-send-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly List<string> received = [];
    private WebApplication server = null!;

    private string Hook => $"{server.Urls.First()}/hook/s1/canary";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/hook/{strategy}/{secret}", async (HttpContext http, int? status) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            received.Add($"{http.Request.ContentType} {await reader.ReadToEndAsync()}");
            return Results.Text("the answer", statusCode: status ?? 200);
        });
        server.MapPost("/elsewhere", () => Results.Redirect(Hook));
        server.MapPost("/silent", () => Results.StatusCode(204));
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Send_OfAText_ToTheFirstStartsWebhook_ShowsTheAnswer()
    {
        FirstStartFile.Write(folder, new(Hook, null, null));

        var code = await SendAsync(new("buy BTCUSDT", null, null));

        Assert.Equal((0, "the answer", ""), (code, output.ToString().Trim(), errors.ToString()));
        Assert.Equal(["text/plain buy BTCUSDT"], received);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "first-start.json")));
        }
    }

    [Fact]
    public async Task Send_OfAFile_SendsItsBytesAsJson()
    {
        var path = Path.Combine(folder, "signal.json");
        await File.WriteAllTextAsync(path, "\n { \"ticker\": \"ä\" }", TestContext.Current.CancellationToken);

        Assert.Equal(0, await SendAsync(new(null, path, Hook)));

        Assert.Equal(["application/json \n { \"ticker\": \"ä\" }"], received);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-")]
    public async Task Send_OfStandardInput_SendsAllOfIt(string? text)
    {
        Assert.Equal(0, await SendAsync(new(text, null, Hook), "[1]"));

        Assert.Equal(["application/json [1]"], received);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(429, 1)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    public async Task Send_ThatIsRefusedOrFails_SaysSoInItsExitCode(int status, int code)
    {
        Assert.Equal(code, await SendAsync(new("x", null, $"{Hook}?status={status}")));
        Assert.Equal("the answer", output.ToString().Trim());
    }

    [Fact]
    public async Task Send_ToARedirect_DoesNotCarryTheSignalOn()
    {
        Assert.Equal(3, await SendAsync(new("x", null, $"{server.Urls.First()}/elsewhere")));
        Assert.Empty(received);
    }

    [Fact]
    public async Task Send_AnsweredWithoutABody_ShowsTheStatus()
    {
        Assert.Equal(0, await SendAsync(new("x", null, $"{server.Urls.First()}/silent")));
        Assert.Equal("204 No Content", output.ToString().Trim());
    }

    [Fact]
    public async Task Send_ToWhereNothingListens_SaysSoWithoutTheSecret()
    {
        var hook = Hook;
        await server.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, await SendAsync(new("x", null, hook)));

        Assert.Equal($"{new Uri(hook).Authority} does not answer (ConnectionError). Is the server running?", errors.ToString().Trim());
    }

    [Fact]
    public async Task Send_WithoutAnAddress_SaysWhereItLooked()
    {
        Assert.Equal(2, await SendAsync(new("x", null, null)));
        Assert.Equal($"There is no first-start.json in {folder} to take the webhook's address from. Name it with --url, or the folder with --data.", errors.ToString().Trim());
    }

    [Fact]
    public async Task Send_WithNothingToSend_SaysHowToGiveIt()
    {
        Assert.Equal(2, await SendAsync(new(null, null, Hook)));
        Assert.Equal(2, await SendAsync(new("", null, Hook)));
        Assert.Equal(2, await SendAsync(new(null, Path.Combine(folder, "missing"), Hook)));
        Assert.Equal(2, await SendAsync(new(null, null, Hook), new string('x', 1024 * 1024 + 1)));
        Assert.Equal(2, await SendAsync(new("x", null, "not an address with canary")));

        var lines = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("There is nothing to send. Give the signal as an argument, with --file, or on standard input.", lines[0]);
        Assert.Equal("The signal is empty.", lines[1]);
        Assert.StartsWith($"The file {Path.Combine(folder, "missing")} cannot be read: ", lines[2], StringComparison.Ordinal);
        Assert.Equal("The signal is larger than 1024 KiB.", lines[3]);
        Assert.Equal("The webhook's address is not valid. It looks like http://127.0.0.1:5080/hook/<strategy>/<secret>.", lines[4]);
        Assert.Empty(received);
    }

    private Task<int> SendAsync(SendOptions options, string? input = null)
    {
        var terminal = new Terminal
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input ?? "")),
            InputIsRedirected = input is not null,
            Output = output,
            Errors = errors,
        };
        return new SendCommand(terminal).RunAsync(options, folder, TestContext.Current.CancellationToken);
    }
}
