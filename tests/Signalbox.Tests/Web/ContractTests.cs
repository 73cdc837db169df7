using System.Text.Json;
using System.Text.Json.Nodes;
using Signalbox.Tests.Intake;
using Signalbox.Tests.Structure;
using Xunit;

namespace Signalbox.Tests.Web;

/// <summary>The control centre's types are made from web/openapi.json: it must be what the server really offers.</summary>
public sealed class ContractTests(ContractTests.WholeServer whole) : IClassFixture<ContractTests.WholeServer>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly RunningServer server = whole.Server;

    [Fact]
    public async Task OpenApi_KeptForTheWeb_IsWhatTheServerOffers()
    {
        var offered = JsonNode.Parse(await server.Api.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        offered.AsObject().Remove("servers");
        var file = Path.Combine(Repository.Root, "web", "openapi.json");
        if (Environment.GetEnvironmentVariable("SIGNALBOX_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(file, offered.ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);
        }

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.True(JsonNode.DeepEquals(offered, kept), "web/openapi.json is not what the server offers. Run SIGNALBOX_WRITE_OPENAPI=1 ./test --only ContractTests and commit the file.");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signals/some-id")]
    [InlineData("/strategies")]
    public async Task Page_AtAnyAddressOfAPerson_AllowsOnlyItsOwnFiles(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        Assert.SkipUnless(File.Exists(Path.Combine(AppContext.BaseDirectory, "web", "index.html")), "The control centre was left out of this build (SkipWeb).");
        using var answer = await server.Api.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain("{{nonce}}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/assets/none.js")]
    [InlineData("/../first-start.json")]
    [InlineData("/hook/demo/none")]
    public async Task Page_IsNotWhatOtherAddressesAnswer(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await server.Api.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>One server for all of these: they only look.</summary>
    public sealed class WholeServer : IAsyncLifetime
    {
        private readonly string folder = RunningServer.NewFolder();

        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync(folder);

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
