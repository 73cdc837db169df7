using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>What a browser would not do: answers for another origin, twice, with another key, without the person.</summary>
public sealed class PasskeyApiTests : ApiTests
{
    private const string Options = "/api/v1/session/passkey/options";

    [Fact]
    public async Task Passkey_SignsIn_AndItsUserNeedsItFromThenOn()
    {
        var (device, _) = await RegisterAsync();

        var signedIn = await SignInAsync(device);
        var password = await Api.PostAsync("/api/v1/session", $$"""{ "name": "ada", "password": "{{ApiScene.OwnerPassword}}" }""");

        Assert.Equal(200, signedIn.Status);
        Assert.Equal("ada", signedIn.Body.GetProperty("name").GetString());
        Assert.Equal(202, password.Status);
        Assert.Equal(["passkey", "recovery_code"], password.Body.GetProperty("proofs").EnumerateArray().Select(each => each.GetString()));
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("user-absent")]
    [InlineData("signature")]
    [InlineData("challenge")]
    [InlineData("rp")]
    [InlineData("counter")]
    public async Task Assertion_ThatIsForged_SignsNobodyIn(string forgery)
    {
        var (device, _) = await RegisterAsync();
        Assert.Equal(200, (await SignInAsync(device)).Status);

        var refused = await SignInAsync(device, forgery);

        Assert.Equal((401, "passkey-refused"), (refused.Status, refused.Code));
        Assert.Equal(200, (await SignInAsync(device)).Status);
    }

    [Fact]
    public async Task Assertion_SentTwice_CountsOnce()
    {
        var (device, _) = await RegisterAsync();
        var (cookie, challenge) = await AskAsync();
        var body = Body(device.Assert(challenge, Origin));

        var first = await PostAsync("/api/v1/session/passkey", body, $"signalbox_passkey={cookie}");
        var second = await PostAsync("/api/v1/session/passkey", body, $"signalbox_passkey={cookie}");

        Assert.Equal((200, 401), (first.Status, second.Status));
    }

    [Fact]
    public async Task Assertion_AfterFiveMinutes_IsTooLate()
    {
        var (device, _) = await RegisterAsync();
        var (cookie, challenge) = await AskAsync();
        Api.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(401, (await PostAsync("/api/v1/session/passkey", Body(device.Assert(challenge, Origin)), $"signalbox_passkey={cookie}")).Status);
    }

    [Fact]
    public async Task Proof_ByAPasskey_CountsForItsOwnUserOnly()
    {
        var (device, session) = await RegisterAsync();
        await Api.AddUserAsync("bob", Signalbox.Server.Security.Users.Role.Admin);
        var bob = await Api.SignInAsync("bob", ApiScene.OwnerPassword);
        Api.Clock.Advance(TimeSpan.FromMinutes(5));

        var foreign = await ProveAsync(device, bob);
        var own = await ProveAsync(device, session);

        Assert.Equal((403, 200), (foreign.Status, own.Status));
    }

    private string Origin => Api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private async Task<(Device Device, string Session)> RegisterAsync()
    {
        var session = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        var asked = await PostAsync("/api/v1/session/passkeys/options", null, $"signalbox_session={session}");
        var options = JsonElement.Parse(asked.Body.GetProperty("options").GetString()!);
        var device = new Device(options.GetProperty("rp").GetProperty("id").GetString()!, options.GetProperty("user").GetProperty("id").GetString()!);
        var credential = device.Create(options.GetProperty("challenge").GetString()!, Origin);
        var added = await PostAsync(
            "/api/v1/session/passkeys", $$"""{ "name": "A device", "credential": {{Quoted(credential)}} }""",
            $"signalbox_session={session}; signalbox_passkey={ApiScene.CookieOf(asked, "signalbox_passkey")}");
        Assert.True(added.Status == 201, added.Text);
        Assert.Equal(10, added.Body.GetProperty("recoveryCodes").GetArrayLength());
        return (device, session);
    }

    private async Task<(string Cookie, string Challenge)> AskAsync()
    {
        var asked = await PostAsync(Options, null, "none=1");
        return (ApiScene.CookieOf(asked, "signalbox_passkey"), JsonElement.Parse(asked.Body.GetProperty("options").GetString()!).GetProperty("challenge").GetString()!);
    }

    private async Task<ApiAnswer> SignInAsync(Device device, string forgery = "")
    {
        var (cookie, challenge) = await AskAsync();
        return await PostAsync("/api/v1/session/passkey", Body(device.Assert(challenge, Origin, forgery)), $"signalbox_passkey={cookie}");
    }

    private async Task<ApiAnswer> ProveAsync(Device device, string session)
    {
        var (cookie, challenge) = await AskAsync();
        return await PostAsync(
            "/api/v1/session/proof", $$"""{ "passkey": {{Quoted(device.Assert(challenge, Origin))}} }""", $"signalbox_session={session}; signalbox_passkey={cookie}");
    }

    private static string Body(string credential) => $$"""{ "credential": {{Quoted(credential)}} }""";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private Task<ApiAnswer> PostAsync(string path, string? body, string cookies) => Api.SendAsync(HttpMethod.Post, path, body, request =>
    {
        request.Headers.Authorization = null;
        request.Headers.Add("X-Signalbox", "1");
        request.Headers.Add("Cookie", cookies);
    });

    /// <summary>An authenticator with one key on the P-256 curve, as WebAuthn has it on the wire.</summary>
    private sealed class Device(string domain, string userHandle)
    {
        private readonly ECParameters key = NewKey();
        private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
        private uint count;

        public string Create(string challenge, string origin)
        {
            var writer = new CborWriter();
            writer.WriteStartMap(3);
            writer.WriteTextString("fmt");
            writer.WriteTextString("none");
            writer.WriteTextString("attStmt");
            writer.WriteStartMap(0);
            writer.WriteEndMap();
            writer.WriteTextString("authData");
            writer.WriteByteString([.. Data(domain, 0x45), .. new byte[16], 0, (byte)id.Length, .. id, .. PublicKey()]);
            writer.WriteEndMap();
            return Credential(new()
            {
                ["clientDataJSON"] = Text(ClientData("webauthn.create", challenge, origin)),
                ["attestationObject"] = Text(writer.Encode()),
            });
        }

        public string Assert(string challenge, string origin, string forgery = "")
        {
            count = forgery == "counter" ? count : count + 1;
            var client = ClientData(
                "webauthn.get",
                forgery == "challenge" ? Text(RandomNumberGenerator.GetBytes(32)) : challenge,
                forgery == "origin" ? "https://elsewhere.example" : origin);
            var data = Data(forgery == "rp" ? "elsewhere.example" : domain, (byte)(forgery == "user-absent" ? 0x00 : 0x05));
            using var signer = ECDsa.Create(forgery == "signature" ? NewKey() : key);
            var signature = signer.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return Credential(new()
            {
                ["clientDataJSON"] = Text(client),
                ["authenticatorData"] = Text(data),
                ["signature"] = Text(signature),
                ["userHandle"] = userHandle,
            });
        }

        private byte[] Data(string rp, byte flags)
        {
            var counter = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(counter, count);
            return [.. SHA256.HashData(Encoding.UTF8.GetBytes(rp)), flags, .. counter];
        }

        private byte[] PublicKey()
        {
            var point = key.Q;
            var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
            writer.WriteStartMap(5);
            foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
            {
                writer.WriteInt32(label);
                writer.WriteInt32(value);
            }

            writer.WriteInt32(-2);
            writer.WriteByteString(point.X!);
            writer.WriteInt32(-3);
            writer.WriteByteString(point.Y!);
            writer.WriteEndMap();
            return writer.Encode();
        }

        private string Credential(Dictionary<string, string> response) => $$"""
            { "id": "{{Text(id)}}", "rawId": "{{Text(id)}}", "type": "public-key", "clientExtensionResults": {},
              "response": { {{string.Join(", ", response.Select(each => $"\"{each.Key}\": \"{each.Value}\""))}} } }
            """;

        private static byte[] ClientData(string type, string challenge, string origin) =>
            Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","challenge":"{{challenge}}","origin":"{{origin}}","crossOrigin":false}""");

        private static ECParameters NewKey()
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportParameters(includePrivateParameters: true);
        }

        private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
    }
}
