namespace Signalbox.Server.Security.External;

/// <summary>What somebody goes to the issuer for.</summary>
internal abstract record ExternalPurpose
{
    private ExternalPurpose()
    {
    }

    /// <summary>The user who asks; null: nobody is signed in.</summary>
    public virtual string? User => null;

    public sealed record SignIn : ExternalPurpose;

    /// <summary>A user who is signed in links an identity.</summary>
    public sealed record Link(string ToUser) : ExternalPurpose
    {
        public override string? User => ToUser;
    }

    /// <summary>Whoever is signed in proves it anew: the issuer must ask the person, and say when it did.</summary>
    public sealed record Prove(string ByUser, string Session) : ExternalPurpose
    {
        public override string? User => ByUser;
    }

    /// <summary>Whoever holds an invitation comes in by the identity.</summary>
    public sealed record Accept(string InvitationHash) : ExternalPurpose;
}

/// <summary>A browser that went to the issuer.</summary>
internal sealed record ExternalAttempt
{
    public required string StateHash { get; init; }

    public required string Nonce { get; init; }

    public required string Verifier { get; init; }

    public required ExternalPurpose Purpose { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}
