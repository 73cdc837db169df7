namespace Signalbox.Server.Security.External;

/// <summary>An external OpenID Connect issuer that may sign people in; absent by default.</summary>
public sealed record ExternalOptions
{
    public const string SecretVariable = "SIGNALBOX_OIDC_SECRET";

    /// <summary>Such as https://accounts.example; null: there is none.</summary>
    public Uri? Issuer { get; init; }

    /// <summary>The issuer as identities are kept under it.</summary>
    public string? IssuerName => Issuer?.AbsoluteUri.TrimEnd('/');

    /// <summary>What the issuer calls this installation.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Null for a public client; the code's proof key is used either way.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The address people open, where the issuer sends them back to. Null: the one the request was sent to.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>How long the issuer may take for an answer. Default 10 seconds.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    public override string ToString() => $"external issuer {Issuer}";
}
