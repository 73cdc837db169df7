using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>
/// A certificate authority on loopback that keeps to RFC 8555 and looks at everything it is sent: nonces, signatures, addresses,
/// accounts, the state of orders, proofs and the names of the signing request.
/// </summary>
internal sealed class AcmeAuthority : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly TestRoot root;
    private readonly ConcurrentDictionary<string, bool> nonces = new();
    private readonly ConcurrentDictionary<string, JsonElement> accounts = new();
    private readonly ConcurrentDictionary<int, AuthorityOrder> orders = new();
    private readonly ConcurrentDictionary<int, AuthorityProof> proofs = new();
    private readonly ConcurrentDictionary<string, bool> keys = new();
    private int numbers;
    private int signed;

    private AcmeAuthority(WebApplication app, TimeProvider clock) => (this.app, this.clock, root) = (app, clock, new(clock.GetUtcNow()));

    public AcmeProver Prover { get; } = new();

    public string Address => app.Urls.First();

    public Uri Directory => new($"{Address}/directory");

    public X509Certificate2 Root => root.Root;

    /// <summary>The terms it asks to agree with; null: it has none.</summary>
    public string? Terms { get; set; }

    /// <summary>Requests whose nonce it will refuse although it is right.</summary>
    public int BadNonces { get; set; }

    /// <summary>What orders are answered with instead.</summary>
    public AuthorityAnswer? RefuseOrders { get; set; }

    /// <summary>Kinds of proof that fail, whatever is shown.</summary>
    public IReadOnlyCollection<string> Unreached { get; set; } = [];

    /// <summary>The ways to prove a domain that it offers.</summary>
    public IReadOnlyList<string> Kinds { get; set; } = ["dns-01", "http-01", "tls-alpn-01"];

    /// <summary>What the directory answers instead.</summary>
    public string? InsteadOfDirectory { get; set; }

    /// <summary>Certificates it issues are of a key that nobody asked for.</summary>
    public bool IssuesForOthers { get; set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What it was sent against the rules.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Domains that were proven or not, as <c>kind domain</c>.</summary>
    public ConcurrentQueue<string> Proofs { get; } = new();

    public int AccountCount => accounts.Count;

    public int OrderCount => orders.Count;

    public int Signed => signed;

    public ConcurrentQueue<string> Contacts { get; } = new();

    public static async Task<AcmeAuthority> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var authority = new AcmeAuthority(app, clock);
        app.Run(authority.AnswerAsync);
        await app.StartAsync();
        return authority;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        root.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var answer = await DecideAsync(http.Request);
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        nonces[nonce] = true;
        http.Response.Headers["Replay-Nonce"] = nonce;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.IsProblem ? "application/problem+json" : answer.Json is null ? "application/pem-certificate-chain" : "application/json";
        if (answer.Location is { } location)
        {
            http.Response.Headers.Location = location;
        }

        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(answer.Body);
        }
    }

    private async Task<AuthorityAnswer> DecideAsync(HttpRequest http)
    {
        if (http.Path == "/directory" && HttpMethods.IsGet(http.Method))
        {
            return InsteadOfDirectory is { } text ? new(200, null, Text: text) : new(200, new
            {
                newNonce = $"{Address}/nonce",
                newAccount = $"{Address}/account",
                newOrder = $"{Address}/order",
                meta = new { termsOfService = Terms },
            });
        }

        if (http.Path == "/nonce")
        {
            return new(200, null);
        }

        try
        {
            AcmeRequest.Require(HttpMethods.IsPost(http.Method), "Everything else is a signed POST.");
            Interlocked.Increment(ref signed);
            var request = await AcmeRequest.ReadAsync(http, account => accounts.TryGetValue(account, out var key) ? key : null);
            AcmeRequest.Require(request.Url == Address + http.Path, $"The request is signed for {request.Url}.");
            AcmeRequest.Require(nonces.TryRemove(request.Nonce, out _), "The nonce was not given out, or used twice.");
            AcmeRequest.Require(request.Account is null == (http.Path == "/account"), "Only an account is made without one.");
            return BadNonces-- > 0 ? AuthorityAnswer.Problem(400, "badNonce", "Another nonce, please.") : Decide(http.Path.Value!.Split('/'), request);
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or FormatException or CryptographicException or KeyNotFoundException)
        {
            Faults.Enqueue($"{http.Path}: {fault.Message}");
            return AuthorityAnswer.Problem(400, "malformed", fault.Message);
        }
    }

    private AuthorityAnswer Decide(string[] path, AcmeRequest request) => path[1] switch
    {
        "account" => Account(request),
        "order" => RefuseOrders ?? Order(request),
        "orders" => Show(Own(path[2], request)),
        "authorizations" => new(200, proofs[Number(path[2])].Document(Address), RetryAfter: 0),
        "challenges" => Start(proofs[Number(path[2])], path[3], request),
        "finalize" => FinalizeOrder(Own(path[2], request), request),
        "certificates" => new(200, null, Text: Own(path[2], request).Chain!),
        _ => AuthorityAnswer.Problem(404, "malformed", "There is nothing here."),
    };

    private AuthorityAnswer Account(AcmeRequest request)
    {
        var address = $"{Address}/accounts/{request.Thumbprint}";
        if (accounts.ContainsKey(address))
        {
            return new(200, new { status = "valid" }, address);
        }

        if (Terms is not null && !(request.Json.TryGetProperty("termsOfServiceAgreed", out var agreed) && agreed.GetBoolean()))
        {
            return AuthorityAnswer.Problem(403, "userActionRequired", "The terms were not agreed to.");
        }

        if (request.Json.TryGetProperty("contact", out var contact))
        {
            Contacts.Enqueue(contact[0].GetString()!);
        }

        accounts[address] = request.Key;
        return new(201, new { status = "valid" }, address);
    }

    private AuthorityAnswer Order(AcmeRequest request)
    {
        var made = request.Json.GetProperty("identifiers").EnumerateArray().Select(each =>
        {
            AcmeRequest.Require(each.GetProperty("type").GetString() == "dns", "It is no name.");
            var tokens = Kinds.ToDictionary(kind => kind, _ => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
            var proof = new AuthorityProof(Interlocked.Increment(ref numbers), each.GetProperty("value").GetString()!, tokens);
            return proofs[proof.Number] = proof;
        }).ToList();
        var order = new AuthorityOrder(Interlocked.Increment(ref numbers), request.Account!, made);
        orders[order.Number] = order;
        return Show(order) with { Status = 201, Location = $"{Address}/orders/{order.Number}" };
    }

    private AuthorityAnswer Show(AuthorityOrder order)
    {
        var status = order.Status;
        order.IsSlow = false;
        return new(
            200,
            new
            {
                status,
                identifiers = order.Proofs.Select(proof => new { type = "dns", value = proof.Domain }),
                authorizations = order.Proofs.Select(proof => $"{Address}/authorizations/{proof.Number}"),
                finalize = $"{Address}/finalize/{order.Number}",
                certificate = status == "valid" ? $"{Address}/certificates/{order.Number}" : null,
            },
            RetryAfter: 0);
    }

    private AuthorityAnswer Start(AuthorityProof proof, string kind, AcmeRequest request)
    {
        AcmeRequest.Require(request.Payload.AsSpan().SequenceEqual("{}"u8), "A challenge is started with an empty object.");
        AcmeRequest.Require(proof is { Status: "pending", Tried: null }, "The challenge was started before.");
        proof.Tried = kind;
        _ = ProveAsync(proof, kind, request.Thumbprint);
        return new(200, new { type = kind, status = "processing" });
    }

    private async Task ProveAsync(AuthorityProof proof, string kind, string thumbprint)
    {
        var token = proof.Tokens[kind];
        string? fault;
        try
        {
            fault = Unreached.Contains(kind) ? "Nobody answers there." : await Prover.FaultAsync(kind, proof.Domain, token, $"{token}.{thumbprint}");
        }
        catch (Exception failure)
        {
            fault = failure.Message;
        }

        proof.Error = fault is null ? null : ("connection", fault);
        Proofs.Enqueue($"{kind} {proof.Domain}");
        proof.Status = fault is null ? "valid" : "invalid";
    }

    private AuthorityAnswer FinalizeOrder(AuthorityOrder order, AcmeRequest request)
    {
        AcmeRequest.Require(order.Status == "ready", $"The order is {order.Status}.");
        var asked = CertificateRequest.LoadSigningRequest(
            Base64Url.DecodeFromChars(request.Json.GetProperty("csr").GetString()), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        var names = asked.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames().Order();
        AcmeRequest.Require(names.SequenceEqual(order.Proofs.Select(proof => proof.Domain).Order()), "The signing request names something else.");
        AcmeRequest.Require(asked.PublicKey.GetECDsaPublicKey() is { KeySize: 256 }, "The key is of another kind.");
        AcmeRequest.Require(keys.TryAdd(Convert.ToHexString(asked.PublicKey.ExportSubjectPublicKeyInfo()), true), "The key was certified before.");
        order.IsSlow = true;
        order.Chain = root.Issue(IssuesForOthers ? Foreign(asked) : asked, clock.GetUtcNow().AddMinutes(-1), clock.GetUtcNow().AddMinutes(-1) + Lifetime);
        return new(200, new { status = "processing" });
    }

    private static CertificateRequest Foreign(CertificateRequest asked)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = new CertificateRequest(asked.SubjectName, new PublicKey(key), HashAlgorithmName.SHA256);
        other.CertificateExtensions.Add(asked.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single());
        return other;
    }

    private AuthorityOrder Own(string number, AcmeRequest request)
    {
        var order = orders[Number(number)];
        AcmeRequest.Require(order.Account == request.Account, "It is another account's order.");
        return order;
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
