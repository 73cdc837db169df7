namespace Signalbox.Monitoring.Records;

/// <summary>What one signal did at one account through one subscription.</summary>
public sealed record TradeRow : RowChange
{
    /// <summary>Signal and subscription, with a slash between them.</summary>
    public required string Id { get; init; }

    public required string Signal { get; init; }

    public required string Subscription { get; init; }

    public required string Strategy { get; init; }

    public required string Account { get; init; }

    public required string Instrument { get; init; }

    public required string Action { get; init; }

    public string? Side { get; init; }

    public required string Stage { get; init; }

    public required string Status { get; init; }

    public required long Settled { get; init; }

    /// <summary>Settled, and not refused, rejected, expired or unknown.</summary>
    public required long Succeeded { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>What its closed lots earned, fees not included.</summary>
    public required string Realised { get; init; }

    /// <summary>Fees of its orders in the settlement currency: what this change adds, or the sum when read.</summary>
    public string Fees { get; init; } = "0";

    public string? Currency { get; init; }

    public required long ReceivedAt { get; init; }

    public long? TakenAt { get; init; }

    public long? StartedAt { get; init; }

    public long? FirstFillAt { get; init; }

    public long? ProtectedAt { get; init; }

    public long? EndedAt { get; init; }

    public required long UpdatedAt { get; init; }

    /// <summary>The request with its resolved terms, as JSON.</summary>
    public string? Request { get; init; }

    public string? Plan { get; init; }

    public string? Verdicts { get; init; }

    public string? Pricing { get; init; }

    /// <summary>What a person is, or was, asked.</summary>
    public string? Approval { get; init; }

    public long? ApprovalDeadline { get; init; }

    public string? ApprovedBy { get; init; }

    public string? Revised { get; init; }
}
