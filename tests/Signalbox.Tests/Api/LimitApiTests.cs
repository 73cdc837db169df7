using Xunit;

namespace Signalbox.Tests.Api;

public sealed class LimitApiTests : ApiTests
{
    private const string Global = "/api/v1/risk/limits/global/all";

    [Fact]
    public async Task Limits_NeverSet_AreNoneWithVersionZero()
    {
        var shown = await Api.GetAsync(Global);
        Assert.Equal("""{"level":"global","id":"all","version":0,"onLoss":"reducing"}""", shown.Text);
    }

    [Fact]
    public async Task Replace_ShowsEveryFieldAgain_AndIsAudited()
    {
        var account = await Api.CreateAsync("/api/v1/connections", """{ "name": "Practice", "broker": "paper", "mode": "paper" }""");
        var path = $"/api/v1/risk/limits/account/{account}";
        const string Fields =
            """
            "orderNotionalMax":"1000.5","positionNotionalMax":"2000","positionQuantityMax":"3","openOrdersMax":4,"ordersPerMinuteMax":5,"ordersPerDayMax":60,"dailyLossMax":"70","drawdownMax":"80","drawdownPercentMax":"9.5","priceCollarPercent":"2","duplicateSeconds":30,"onLoss":"halted","timeZone":"Europe/Berlin"
            """;

        var saved = await Api.PutAsync($"{path}?reason=prudence", $$"""{ {{Fields}}, "version": 0 }""");
        var shown = await Api.GetAsync(path);

        Assert.Equal((200, saved.Text), (saved.Status, shown.Text));
        Assert.Contains(Fields.Trim(), shown.Text, StringComparison.Ordinal);
        var entry = (await Api.GetAsync("/api/v1/audit?limit=1")).Items[0];
        Assert.Equal(("risk_limits_changed", "Practice", "prudence"), (entry.GetProperty("event").GetString(), entry.GetProperty("subjectName").GetString(), entry.GetProperty("why").GetString()));
        Assert.Equal("70", entry.GetProperty("after").GetProperty("dailyLossMax").GetString());
    }

    [Fact]
    public async Task Replace_OfWhatSomebodyElseChanged_IsStale()
    {
        var first = await Api.PutAsync(Global, """{ "openOrdersMax": 4, "version": 0 }""");
        var second = await Api.PutAsync(Global, """{ "openOrdersMax": 5, "version": 0 }""");
        var third = await Api.PutAsync(Global, $$"""{ "openOrdersMax": 5, "version": {{first.Body.GetProperty("version")}} }""");
        Assert.Equal((200, 409, 200), (first.Status, second.Status, third.Status));
        Assert.Equal("stale-version", second.Code);
    }

    [Theory]
    [InlineData("global/some")]
    [InlineData("account/nobody")]
    [InlineData("strategy/nobody")]
    [InlineData("subscription/nobody")]
    [InlineData("planet/earth")]
    public async Task Level_OfNobody_IsNotFound(string whose)
    {
        Assert.Equal(404, (await Api.GetAsync($"/api/v1/risk/limits/{whose}")).Status);
        Assert.Equal(404, (await Api.PutAsync($"/api/v1/risk/limits/{whose}", """{ "version": 0 }""")).Status);
    }

    [Fact]
    public async Task Replace_WithWhatCannotHold_NamesEveryField()
    {
        var refused = await Api.PutAsync(Global,
            """
            { "orderNotionalMax": "-1", "positionQuantityMax": 0, "openOrdersMax": 0, "ordersPerMinuteMax": 50, "ordersPerDayMax": 10,
              "drawdownPercentMax": "10", "priceCollarPercent": 101, "duplicateSeconds": 301, "onLoss": "active", "timeZone": "Mars/Base" }
            """);
        Assert.Equal((422, "validation-failed"), (refused.Status, refused.Code));
        Assert.Equal(
            ["drawdownPercentMax", "duplicateSeconds", "onLoss", "openOrdersMax", "orderNotionalMax", "ordersPerMinuteMax", "positionQuantityMax", "priceCollarPercent", "timeZone", "version"],
            refused.Errors.Select(error => error.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Replace_NeedsAnAdministrator()
    {
        var trader = await Api.AddUserAsync("tim", Server.Security.Users.Role.Trader);
        var token = await Api.AddTokenAsync(trader, Server.Security.Users.Scope.Read, Server.Security.Users.Scope.Trade);
        Assert.Equal(403, (await Api.SendAsAsync(token, HttpMethod.Put, Global, """{ "version": 0 }""")).Status);
        
        // Common limits tell of everybody: only who sees everything sees them.
        Assert.Equal(404, (await Api.SendAsAsync(token, HttpMethod.Get, Global)).Status);
        Assert.Equal(200, (await Api.GetAsync(Global)).Status);
    }
}
