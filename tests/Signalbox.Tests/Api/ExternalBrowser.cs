using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Goes to the issuer and back, as a browser does.</summary>
internal sealed class ExternalBrowser(ApiScene api, TestIssuer issuer)
{
    /// <param name="session">Null: nobody is signed in.</param>
    /// <param name="before">What shall be other about the issuer's word.</param>
    public async Task<ApiAnswer> GoAsync(string path, string subject, string? session = null, string? body = null, Action<IReadOnlyDictionary<string, string>>? before = null)
    {
        var (cookie, question) = await BeginAsync(path, session, body);
        issuer.Vouch(subject, question["nonce"], api.Clock.GetUtcNow());
        before?.Invoke(question);
        return await ReturnAsync(cookie, question["state"]);
    }

    public async Task<(string Cookie, IReadOnlyDictionary<string, string> Question)> BeginAsync(string path, string? session = null, string? body = null)
    {
        var begun = await api.SendAsync(HttpMethod.Post, path, body, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("X-Signalbox", "1");
            request.Headers.Add("Cookie", $"signalbox_session={session ?? "none"}");
        });
        Assert.True(begun.Status == 200, begun.Text);
        var question = QueryHelpers.ParseQuery(new Uri(begun.Body.GetProperty("address").GetString()!).Query).ToDictionary(each => each.Key, each => each.Value.ToString());
        issuer.Challenge = question["code_challenge"];
        return (ApiScene.CookieOf(begun, "signalbox_external"), question);
    }

    public Task<ApiAnswer> ReturnAsync(string cookie, string state) =>
        api.SendAsync(HttpMethod.Get, $"/api/v1/session/external/callback?code=the-code&state={state}", null, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", $"signalbox_external={cookie}");
        });
}
