namespace Signalbox.Markets;

/// <summary>What was known of one settlement currency of an account when a command was built.</summary>
public sealed record FundsView
{
    public required string Currency { get; init; }

    /// <summary>Balance plus unrealised profit.</summary>
    public required Money Equity { get; init; }

    /// <summary>What new orders may still bind.</summary>
    public required Money Available { get; init; }

    public required DateTimeOffset At { get; init; }
}
