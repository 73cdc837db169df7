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
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA foreignKey = RSA.Create(2048);

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>The proof key's challenge of the sign-in that is under way; a code is exchanged for its verifier alone.</summary>
    public string Challenge { get; set; } = "";

    /// <summary>What the token says; tests replace what shall be wrong.</summary>
    public Dictionary<string, object> Claims { get; } = [];

    public string Algorithm { get; set; } = "RS256";

    public bool SignsWithForeignKey { get; set; }

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
            http.Response.Redirect($"{query["redirect_uri"]}?code=the-code&state={Uri.EscapeDataString(query["state"].ToString())}");
            return;
        }

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
        return $$"""{ "keys": [ { "kty": "RSA", "use": "sig", "kid": "one", "alg": "RS256", "n": "{{Base64Url.EncodeToString(open.Modulus)}}", "e": "{{Base64Url.EncodeToString(open.Exponent)}}" } ] }""";
    }

    private Task<string?> TokenAsync(IFormCollection form)
    {
        var proven = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return Task.FromResult(proven == Challenge && form["code"] == "the-code" ? $$"""{ "token_type": "Bearer", "id_token": "{{Token()}}" }""" : null);
    }

    private string Token()
    {
        var claims = string.Join(',', Claims.Select(each => $"\"{each.Key}\":{(each.Value is string text ? $"\"{text}\"" : string.Create(CultureInfo.InvariantCulture, $"{each.Value}"))}"));
        var signed = $"{Text($$"""{"alg":"{{Algorithm}}","kid":"one","typ":"JWT"}""")}.{Text($"{{{claims}}}")}";
        var signature = Algorithm == "none"
            ? ""
            : Base64Url.EncodeToString((SignsWithForeignKey ? foreignKey : key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return $"{signed}.{signature}";
    }

    private static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
