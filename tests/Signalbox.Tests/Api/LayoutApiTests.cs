using System.Text.Json;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class LayoutApiTests : ApiTests
{
    private const string Dashboard = "/api/v1/layouts/dashboard";
    private const string Panels = """{"panels":[{"i":"market","x":0,"w":7}],"note":"µ \"quoted\""}""";

    [Fact]
    public async Task Layout_NeverKept_IsNoneWithVersionZero() =>
        Assert.Equal("""{"page":"dashboard","version":0}""", (await Api.GetAsync(Dashboard)).Text);

    [Fact]
    public async Task Layout_ThatIsKept_IsShownAgain_AndTheAuditSaysOnlyThatItChanged()
    {
        var saved = await Api.PutAsync(Dashboard, $$"""{ "layout": {{Panels}}, "version": 0 }""");
        var shown = await Api.GetAsync(Dashboard);

        Assert.Equal((200, 1, saved.Text), (saved.Status, saved.Body.GetProperty("version").GetInt32(), shown.Text));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Panels), shown.Body.GetProperty("layout")));
        var entry = (await Api.GetAsync("/api/v1/audit?limit=1")).Items[0];
        Assert.Equal(("layout_saved", "dashboard"), (entry.GetProperty("event").GetString(), entry.GetProperty("subjectName").GetString()));
        Assert.False(entry.TryGetProperty("after", out _));
    }

    [Fact]
    public async Task Layout_ThatWasSavedInAnotherBrowserMeanwhile_IsNotOverwritten()
    {
        await Api.PutAsync(Dashboard, """{ "layout": {"by":"first"}, "version": 0 }""");
        var late = await Api.PutAsync(Dashboard, """{ "layout": {"by":"second"}, "version": 0 }""");

        Assert.Equal((409, "stale-version"), (late.Status, late.Code));
        Assert.Equal("first", (await Api.GetAsync(Dashboard)).Body.GetProperty("layout").GetProperty("by").GetString());
        Assert.Equal(200, (await Api.PutAsync(Dashboard, """{ "layout": {"by":"second"}, "version": 1 }""")).Status);
    }

    [Fact]
    public async Task Layout_OfOneUser_IsNotShownToAnother_WhoMayOnlyRead()
    {
        await Api.PutAsync(Dashboard, """{ "layout": {"by":"ada"}, "version": 0 }""");
        await Api.AddUserAsync("vera", Role.Viewer);
        var cookie = await Api.SignInAsync("vera", ApiScene.OwnerPassword);

        Assert.Equal("""{"page":"dashboard","version":0}""", (await Api.SendWithCookieAsync(cookie, HttpMethod.Get, Dashboard)).Text);
        Assert.Equal(200, (await Api.SendWithCookieAsync(cookie, HttpMethod.Put, Dashboard, """{ "layout": {}, "version": 0 }""", withHeader: true)).Status);
        Assert.Equal("ada", (await Api.GetAsync(Dashboard)).Body.GetProperty("layout").GetProperty("by").GetString());
    }

    [Theory]
    [InlineData("""{ "version": 0 }""", "layout")]
    [InlineData("""{ "layout": null, "version": 0 }""", "layout")]
    [InlineData("""{ "layout": [], "version": 0 }""", "layout")]
    [InlineData("""{ "layout": "panels", "version": 0 }""", "layout")]
    [InlineData("""{ "layout": {} }""", "version")]
    [InlineData("""{ "layout": {}, "version": "none" }""", "version")]
    public async Task Layout_ThatIsNone_IsRefusedAtItsField(string body, string path)
    {
        var refused = await Api.PutAsync(Dashboard, body);
        Assert.Equal(422, refused.Status);
        Assert.StartsWith(path, refused.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layout_IsBoundedInBytesAndPages()
    {
        var most = new string('x', (32 * 1024) - """{"a":""}""".Length);
        Assert.Equal(200, (await Api.PutAsync("/api/v1/layouts/page-0", $$"""{ "layout": {"a":"{{most}}"}, "version": 0 }""")).Status);
        Assert.Equal(["layout: A layout has at most 32768 bytes."], (await Api.PutAsync("/api/v1/layouts/page-1", $$"""{ "layout": {"a":"{{most}}x"}, "version": 0 }""")).Errors);

        for (var page = 1; page < 32; page++)
        {
            Assert.Equal(200, (await Api.PutAsync($"/api/v1/layouts/page-{page}", """{ "layout": {}, "version": 0 }""")).Status);
        }

        Assert.Equal(["page: A user keeps the layouts of at most 32 pages."], (await Api.PutAsync("/api/v1/layouts/page-32", """{ "layout": {}, "version": 0 }""")).Errors);
        Assert.Equal(200, (await Api.PutAsync("/api/v1/layouts/page-31", """{ "layout": {}, "version": 1 }""")).Status);
    }

    [Theory]
    [InlineData("Dashboard")]
    [InlineData("1")]
    [InlineData("a_b")]
    [InlineData("page%0A")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Page_WithANameThatIsNone_IsRefused(string page)
    {
        Assert.Equal(422, (await Api.GetAsync($"/api/v1/layouts/{page}")).Status);
        Assert.Equal(422, (await Api.PutAsync($"/api/v1/layouts/{page}", """{ "layout": {}, "version": 0 }""")).Status);
    }
}
