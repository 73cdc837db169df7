using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// <code>
/// Intended → Sent → Accepted → PartlyFilled → Filled | Cancelled | Rejected | Expired
///     └──────────┴→ Unknown → Accepted | Expired | (Intended again, once absence is proven)
/// </code>
/// Terminal states never reopen; a late fill still applies and leaves the state as it is.
/// </summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<OrderState>))]
public enum OrderState
{
    /// <summary>Committed; no byte is known to have left.</summary>
    Intended,

    /// <summary>Bytes left a while ago; the venue has not answered yet.</summary>
    Sent,

    /// <summary>The venue has it.</summary>
    Accepted,

    /// <summary>A stop whose trigger was reached.</summary>
    Triggered,

    PartlyFilled,

    /// <summary>Bytes left and the outcome is not proven: only evidence from the venue settles it.</summary>
    Unknown,

    Filled,

    Cancelled,

    /// <summary>Refused by the venue.</summary>
    Rejected,

    Expired,

    /// <summary>Refused by us, before sending.</summary>
    Denied,
}

public static class OrderStates
{
    extension(OrderState state)
    {
        public bool IsTerminal => state >= OrderState.Filled;

        /// <summary>The venue is proven to have it and it can still fill.</summary>
        public bool IsWorking => state is OrderState.Accepted or OrderState.Triggered or OrderState.PartlyFilled;
    }
}
