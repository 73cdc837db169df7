namespace Signalbox.Monitoring.Alerts;

/// <summary>The kinds of incidents there are.</summary>
public static class AlertKinds
{
    /// <summary>Money lies open: a rule that names no kind does not silence them.</summary>
    public static readonly IReadOnlyList<string> Grave = ["emergency", "naked"];

    /// <summary>What every start brings: it is only listed unless a rule says otherwise.</summary>
    public static readonly IReadOnlyList<string> Routine = ["reconciliation"];

    public static readonly IReadOnlyList<string> All =
    [
        .. Grave, "alarm", "unknown_order", "anomaly", "loss_limit", "position_doubted", "position_adjusted", "foreign_fill", "external_order", "trading_state", "upkeep", .. Routine,
    ];
}
