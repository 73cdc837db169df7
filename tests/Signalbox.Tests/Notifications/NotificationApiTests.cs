using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Security;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>Destinations over the API: kept, audited, and their addresses never shown again.</summary>
public sealed class NotificationApiTests : NotificationScene
{
    private const string Secret = "secret-path-of-";

    [Fact]
    public async Task Destination_IsKeptAndChangedAndDeleted_EachWithAnEntry_AndItsAddressNeverShown()
    {
        await using var receiver = new Receiver();
        var id = await AddAsync("phone", receiver.Address, more: """, "grade": "grave", "kinds": ["naked"], "accountId": "paper", "strategyId": "demo" """);
        var made = await ShownAsync(id);
        Assert.Equal(("phone", "webhook", "grave", "paper", "demo", 1), (Text(made, "name"), Text(made, "kind"), Text(made, "grade"), Text(made, "accountId"), Text(made, "strategyId"), made.GetProperty("version").GetInt32()));
        Assert.Equal($"{receiver.Address.Authority} …hone", Text(made, "place"));

        var changed = await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "pager", "kind": "webhook", "version": 1 }""", HttpStatusCode.OK);
        Assert.Equal(("pager", "calling", Text(made, "place")), (Text(changed!.Value, "name"), Text(changed.Value, "grade"), Text(changed.Value, "place")));
        await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "pager", "kind": "webhook", "version": 1 }""", HttpStatusCode.Conflict);
        await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "pager", "kind": "slack", "version": 2 }""", HttpStatusCode.UnprocessableEntity);
        var test = await CallAsync(HttpMethod.Post, $"/{id}/test", "{}", HttpStatusCode.OK);
        Assert.Equal((true, "127.0.0.1 took it with status 200."), (test!.Value.GetProperty("delivered").GetBoolean(), Text(test.Value, "message")));
        Assert.Equal("test", Text(receiver.Bodies[0], "event"));
        Assert.Contains("POST /secret-path-of-phone ", receiver.Requests[0], StringComparison.Ordinal);
        var listed = (await Server.GetAsync("/notifications/destinations")).GetRawText();
        Assert.Equal("https://signalbox.example/", Text(await Server.GetAsync("/notifications/destinations"), "linksTo"));

        await CallAsync(HttpMethod.Delete, $"/{id}?version=1", null, HttpStatusCode.Conflict);
        await CallAsync(HttpMethod.Delete, $"/{id}?version=2", null, HttpStatusCode.NoContent);
        await CallAsync(HttpMethod.Post, $"/{id}/test", "{}", HttpStatusCode.NotFound);
        var audit = await Server.GetAsync("/audit?limit=50");
        Assert.Equal(
            ["destination_deleted", "destination_tested", "destination_changed", "destination_created"],
            audit.GetProperty("items").EnumerateArray().Select(entry => Text(entry, "event")).Where(name => name.StartsWith("destination", StringComparison.Ordinal)));
        Assert.All([listed, audit.GetRawText(), made.GetRawText()], text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_ThatIsNotTaken_SaysWhyAndWhatToDo()
    {
        await using var receiver = new Receiver { Answer = "HTTP/1.1 403 No" };
        var id = await AddAsync("phone", receiver.Address, "slack");
        var test = (await CallAsync(HttpMethod.Post, $"/{id}/test", "{}", HttpStatusCode.OK))!.Value;
        Assert.Equal(
            (false, "127.0.0.1 answered 403. The workspace does not allow this webhook: ask its administrator, or make another one."),
            (test.GetProperty("delivered").GetBoolean(), Text(test, "message")));
    }

    [Theory]
    [InlineData("""{ "kind": "webhook", "address": { "url": "https://hooks.example/x" } }""", "name")]
    [InlineData("""{ "name": "a", "address": { "url": "https://hooks.example/x" } }""", "kind")]
    [InlineData("""{ "name": "a", "kind": "webhook" }""", "address")]
    [InlineData("""{ "name": "a", "kind": "webhook", "address": {} }""", "address.url")]
    [InlineData("""{ "name": "a", "kind": "webhook", "address": { "url": "http://hooks.example/x" } }""", "address.url")]
    [InlineData("""{ "name": "a", "kind": "webhook", "address": { "url": "https://10.1.2.3/x" } }""", "address.url")]
    [InlineData("""{ "name": "a", "kind": "webhook", "address": { "url": "https://hooks.example/x", "chat": "1" } }""", "address.chat")]
    [InlineData("""{ "name": "a", "kind": "webhook", "address": { "url": "https://hooks.example/x", "token": "with space" } }""", "address.token")]
    [InlineData("""{ "name": "a", "kind": "ntfy", "address": { "url": "https://ntfy.sh/" } }""", "address.url")]
    [InlineData("""{ "name": "a", "kind": "telegram", "address": { "token": "none", "chat": "1" } }""", "address.token")]
    [InlineData("""{ "name": "a", "kind": "telegram", "address": { "token": "1:abc", "chat": "../x" } }""", "address.chat")]
    [InlineData("""{ "name": "a", "kind": "email", "address": { "host": "smtp.example.org", "security": "none", "from": "a@b.c", "to": ["a@b.c"] } }""", "address.security")]
    [InlineData("""{ "name": "a", "kind": "email", "address": { "host": "smtp.example.org", "from": "a@b.c", "to": ["a@b.c>\r\nRCPT TO:<x@y.z"] } }""", "address.to")]
    [InlineData("""{ "name": "a", "kind": "email", "address": { "host": "smtp.example.org", "from": "a@b.c", "to": [] } }""", "address.to")]
    [InlineData("""{ "name": "a", "kind": "email", "address": { "host": "smtp.example.org", "from": "a@b.c", "to": ["a@b.c"], "user": "me" } }""", "address.password")]
    [InlineData("""{ "name": "a", "kind": "webhook", "kinds": ["noise"], "address": { "url": "https://hooks.example/x" } }""", "kinds")]
    [InlineData("""{ "name": "a", "kind": "webhook", "accountId": "gone", "address": { "url": "https://hooks.example/x" } }""", "accountId")]
    public async Task Destination_ThatMakesNoSense_IsRefused(string body, string path)
    {
        var refused = await CallAsync(HttpMethod.Post, "", body, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(path, refused!.Value.GetProperty("errors").EnumerateArray().Single().GetProperty("path").GetString());
    }

    [Fact]
    public void Changes_AskForAFreshProof()
    {
        var asked = Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/notifications/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<FreshProofAsked>() is { When: null })
            .Select(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
        Assert.Equal(["DELETE", "POST", "PUT"], asked.Order());
    }

    [Fact]
    public async Task Name_IsTakenOnce()
    {
        await AddAsync("phone", new("https://hooks.example/"));
        var refused = await CallAsync(HttpMethod.Post, "", """{ "name": "phone", "kind": "slack", "address": { "url": "https://hooks.example/x" } }""", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Another destination is called phone too.", refused!.Value.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Trader)]
    [InlineData(Role.Auditor)]
    public async Task Others_SeeNoneOfIt(Role role)
    {
        var id = await AddAsync("phone", new("https://hooks.example/"));
        Server.Api.DefaultRequestHeaders.Authorization = new("Bearer", await RoleScene.AddAsync(Server, "somebody", role));

        await CallAsync(HttpMethod.Get, "", null, HttpStatusCode.Forbidden);
        await CallAsync(HttpMethod.Post, $"/{id}/test", "{}", HttpStatusCode.Forbidden);
        await CallAsync(HttpMethod.Delete, $"/{id}", null, HttpStatusCode.Forbidden);
    }
}
