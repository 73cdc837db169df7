using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signalbox.Tests.Api;

/// <summary>An OpenID Connect issuer on loopback that vouches for whatever the test says.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "signalbox-test";

    private readonly WebApplication app;
    private RSA key = RSA.Create(2048);
    private int keyNumber = 1;
    private readonly RSA foreignKey = RSA.Create(2048);

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>The proof key's challenge of the sign-in that is under way; a code is exchanged for its verifier alone.</summary>
    public string Challenge { get; set; } = "";

    /// <summary>What the token says; tests replace what shall be wrong.</summary>
    public Dictionary<string, object> Claims { get; } = [];

    public string Algorithm { get; set; } = "RS256";

    public bool SignsWithForeignKey { get; set; }

    /// <summary>What it answers at a path instead of what it should; <c>hang</c>: nothing at all.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>How often somebody asked for its keys.</summary>
    public int KeysAsked { get; private set; }

    /// <summary>Who sits at the issuer's own page: a browser that comes there is sent back as this subject. Null: nobody.</summary>
    public string? Present { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.Run(issuer.AnswerAsync);
        await app.StartAsync();
        return issuer;
    }

    public void Vouch(string subject, string nonce, DateTimeOffset now)
    {
        Claims.Clear();
        Claims["iss"] = Address;
        Claims["aud"] = ClientId;
        Claims["sub"] = subject;
        Claims["nonce"] = nonce;
        Claims["iat"] = now.ToUnixTimeSeconds();
        Claims["exp"] = now.AddMinutes(5).ToUnixTimeSeconds();
    }

    /// <summary>From now on it signs with another key, and publishes that one alone.</summary>
    public void ChangeKey()
    {
        key.Dispose();
        key = RSA.Create(2048);
        keyNumber++;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        foreignKey.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/authorize" && Present is { } subject)
        {
            var query = http.Request.Query;
            Challenge = query["code_challenge"].ToString();
            Vouch(subject, query["nonce"].ToString(), TimeProvider.System.GetUtcNow());
            if (query.ContainsKey("max_age"))
            {
                Claims["auth_time"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            }

            http.Response.Redirect($"{query["redirect_uri"]}?code=the-code&state={Uri.EscapeDataString(query["state"].ToString())}");
            return;
        }

        if (Answers.TryGetValue(http.Request.Path.Value!, out var instead))
        {
            await (instead == "hang" ? Task.Delay(Timeout.Infinite, http.RequestAborted) : http.Response.WriteAsync(instead));
            return;
        }

        KeysAsked += http.Request.Path == "/jwks" ? 1 : 0;
        var answer = http.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" =>
                $$"""{ "issuer": "{{Address}}", "authorization_endpoint": "{{Address}}/authorize", "token_endpoint": "{{Address}}/token", "jwks_uri": "{{Address}}/jwks" }""",
            "/jwks" => Keys(),
            "/token" => await TokenAsync(await http.Request.ReadFormAsync()),
            _ => null,
        };
        http.Response.StatusCode = answer is null ? 400 : 200;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer ?? "{}");
    }

    private string Keys()
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        return $$"""{ "keys": [ { "kty": "RSA", "use": "sig", "kid": "key-{{keyNumber}}", "alg": "RS256", "n": "{{Base64Url.EncodeToString(open.Modulus)}}", "e": "{{Base64Url.EncodeToString(open.Exponent)}}" } ] }""";
    }

    private Task<string?> TokenAsync(IFormCollection form)
    {
        var proven = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return Task.FromResult(proven == Challenge && form["code"] == "the-code" ? $$"""{ "token_type": "Bearer", "id_token": "{{Token()}}" }""" : null);
    }

    private string Token()
    {
        var claims = string.Join(',', Claims.Select(each => $"\"{each.Key}\":{(each.Value is string text ? $"\"{text}\"" : string.Create(CultureInfo.InvariantCulture, $"{each.Value}"))}"));
        var signed = $"{Text($$"""{"alg":"{{Algorithm}}","kid":"key-{{keyNumber}}","typ":"JWT"}""")}.{Text($"{{{claims}}}")}";
        var signature = Algorithm == "none"
            ? ""
            : Base64Url.EncodeToString((SignsWithForeignKey ? foreignKey : key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return $"{signed}.{signature}";
    }

    private static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
