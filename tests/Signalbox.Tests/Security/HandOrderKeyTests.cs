using System.Text.Json;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>An id of an order by hand belongs to whoever chose it, and to the accounts it was sent to.</summary>
public sealed class HandOrderKeyTests(SharingScene scene) : IClassFixture<SharingScene>
{
    [Fact]
    public async Task SameIdAndBody_OfTwoTraders_AreTwoOrders()
    {
        const string Signal = """{"id":"1","ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""";
        var (ada, bob) = (await SendAsync(scene.Ada, Signal, scene.AdasAccount), await SendAsync(scene.Bob, Signal, scene.BobsAccount));

        Assert.Equal((200, 200), (ada.Status, bob.Status));
        Assert.NotEqual(IdOf(ada.Text), IdOf(bob.Text));
        Assert.NotEmpty((await scene.GetAsync(scene.Bob, $"/orders?accountId={scene.BobsAccount}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task SameIdAndBody_ForAnotherAccount_IsNoResend()
    {
        const string Signal = """{"id":"2","ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""";
        var other = await scene.CreateAsync(scene.Bob, "/connections", """{"name":"Second account of Bob","broker":"paper","mode":"paper"}""");
        await Until.HoldsAsync(async () => (await scene.GetAsync(scene.Bob, $"/accounts/{other}")).GetProperty("isRunning").GetBoolean());

        var first = await SendAsync(scene.Bob, Signal, scene.BobsAccount);
        var again = await SendAsync(scene.Bob, Signal, scene.BobsAccount);
        var elsewhere = await SendAsync(scene.Bob, Signal, other);

        Assert.Equal((200, 200, IdOf(first.Text)), (first.Status, again.Status, IdOf(again.Text)));
        Assert.Equal((409, "id-reused"), (elsewhere.Status, JsonElement.Parse(elsewhere.Text).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Id_OfTwoAdministrators_IsEachOnesOwn()
    {
        var first = await RoleScene.AddAsync(scene.Server, "key-admin-1", Role.Admin);
        var second = await RoleScene.AddAsync(scene.Server, "key-admin-2", Role.Admin);
        const string Signal = """{"id":"3","ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""";

        var answers = (await SendAsync(first, Signal, scene.BobsAccount), await SendAsync(second, Signal, scene.BobsAccount));

        Assert.Equal((200, 200), (answers.Item1.Status, answers.Item2.Status));
        Assert.NotEqual(IdOf(answers.Item1.Text), IdOf(answers.Item2.Text));
    }

    private Task<(int Status, string Text)> SendAsync(string token, string signal, string account) =>
        scene.SendAsync(token, HttpMethod.Post, "/api/v1/orders?wait=30000", $$"""{"accounts":["{{account}}"],"signal":{{signal}}}""");

    private static string IdOf(string story) => JsonElement.Parse(story).GetProperty("summary").GetProperty("id").GetString()!;
}
