using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>An order for some names, as an authority keeps it.</summary>
internal sealed class AuthorityOrder(int number, string account, IReadOnlyList<AuthorityProof> proofs)
{
    public int Number => number;

    public string Account => account;

    public IReadOnlyList<AuthorityProof> Proofs => proofs;

    public string? Chain { get; set; }

    /// <summary>An order that is being issued is processing once, so that whoever asks must ask again.</summary>
    public bool IsSlow { get; set; }

    public string Status => proofs.Any(proof => proof.Status == "invalid") ? "invalid"
        : proofs.Any(proof => proof.Status == "pending") ? "pending"
        : Chain is null ? "ready"
        : IsSlow ? "processing"
        : "valid";
}

/// <summary>Whether an account may name a domain, and the ways to prove it.</summary>
internal sealed class AuthorityProof(int number, string domain, IReadOnlyDictionary<string, string> tokens)
{
    private volatile string status = "pending";

    public int Number => number;

    public string Domain => domain;

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<string, string> Tokens => tokens;

    public string Status
    {
        get => status;
        set => status = value;
    }

    public string? Tried { get; set; }

    public (string Type, string Detail)? Error { get; set; }

    public object Document(string address) => new
    {
        status,
        identifier = new { type = "dns", value = domain },
        challenges = tokens.Select(each => new
        {
            type = each.Key,
            url = $"{address}/challenges/{number}/{each.Key}",
            token = each.Value,
            status = each.Key == Tried ? status : "pending",
            error = each.Key == Tried && Error is { } error ? new { type = $"urn:ietf:params:acme:error:{error.Type}", detail = error.Detail } : null,
        }),
    };
}

/// <summary>An answer of the authority.</summary>
internal sealed record AuthorityAnswer(int Status, object? Json, string? Location = null, string? Text = null, int? RetryAfter = null)
{
    private static readonly JsonSerializerOptions Reflected = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static AuthorityAnswer Problem(int status, string type, string detail, int? retryAfter = null) =>
        new(status, new { type = $"urn:ietf:params:acme:error:{type}", detail }, RetryAfter: retryAfter) { IsProblem = true };

    public bool IsProblem { get; private init; }

    public byte[] Body => Json is null ? System.Text.Encoding.UTF8.GetBytes(Text ?? "") : JsonSerializer.SerializeToUtf8Bytes(Json, Reflected);
}
