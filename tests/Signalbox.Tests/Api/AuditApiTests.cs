using Xunit;

namespace Signalbox.Tests.Api;

public sealed class AuditApiTests : ApiTests
{
    [Fact]
    public async Task List_SaysWhoDidWhatWhenAndWhy()
    {
        var id = await Api.CreateAsync("/api/v1/strategies?reason=new%20idea%20%C3%A4", """{ "name": "Breakout" }""");

        var entry = (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single();

        Assert.Equal(
            $"strategy_created token ada test new idea ä {id} Breakout 2026-01-05T09:00:00+00:00",
            string.Join(' ', entry.GetProperty("event"), entry.GetProperty("by").GetProperty("kind"), entry.GetProperty("by").GetProperty("name"),
                entry.GetProperty("by").GetProperty("token"), entry.GetProperty("why"), entry.GetProperty("subject"), entry.GetProperty("subjectName"),
                entry.GetProperty("at")));
        Assert.Equal("Breakout", entry.GetProperty("after").GetProperty("name").GetString());
        Assert.False(entry.TryGetProperty("before", out _));
    }

    [Fact]
    public async Task List_InPages_GoesBackToTheFirstEntry()
    {
        for (var number = 0; number < 5; number++)
        {
            await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S{{number}}" }""");
        }

        var numbers = new List<long>();
        for (string? next = ""; next is not null;)
        {
            var page = await Api.GetAsync($"/api/v1/audit?limit=3&after={next}");
            numbers.AddRange(page.Items.Select(item => item.GetProperty("number").GetInt64()));
            next = page.Body.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        // The owner and the owner's token came first.
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], numbers);
    }

    [Fact]
    public async Task List_AfterSomethingMadeUp_IsRefused()
    {
        Assert.Equal(["after: Expected the `next` of the page before."], (await Api.GetAsync("/api/v1/audit?after=x")).Errors);
    }
}
