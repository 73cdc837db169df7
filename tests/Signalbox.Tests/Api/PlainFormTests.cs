using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Where a form without a script is allowed, it counts only from our own pages.</summary>
public sealed class PlainFormTests : ApiTests
{
    [Theory]
    [InlineData(null, 403)]
    [InlineData("null", 403)]
    [InlineData("https://elsewhere.example", 403)]
    [InlineData("ours", 200)]
    public async Task Form_WithASession_NeedsOurOwnOrigin(string? origin, int status) =>
        Assert.Equal(status, await SendAsync("/plain-form", origin, "application/x-www-form-urlencoded"));

    [Fact]
    public async Task Json_WithASession_NeedsTheHeaderEvenThere() =>
        Assert.Equal(403, await SendAsync("/plain-form", "ours", "application/json"));

    [Fact]
    public async Task Form_ElsewhereThanAllowed_IsRefused() =>
        Assert.True(await SendAsync("/api/v1/strategies", "ours", "application/x-www-form-urlencoded") is 403 or 415);

    private async Task<int> SendAsync(string path, string? origin, string type)
    {
        var session = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        var answer = await Api.SendAsync(HttpMethod.Post, path, prepare: request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", $"signalbox_session={session}");
            request.Content = new StringContent("a=b", System.Text.Encoding.UTF8, type);
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin == "ours" ? Api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
            }
        });
        return answer.Status;
    }
}
