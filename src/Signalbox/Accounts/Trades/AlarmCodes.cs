namespace Signalbox.Accounts.Trades;

/// <summary>What a person is called for.</summary>
public static class AlarmCodes
{
    public const string CannotClose = "cannot-close";
    public const string CannotFlatten = "cannot-flatten";
    public const string Naked = "naked-position";
    public const string OutcomeUnknown = "outcome-unknown";
    public const string TooSmallToProtect = "too-small-to-protect";
    public const string Liquidated = "liquidated";
    public const string FillVoided = "fill-voided";
}
