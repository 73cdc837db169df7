using System.ComponentModel;
using Signalbox.Markets;

namespace Signalbox.Server.Api.Performance;

/// <summary>What a day brought so far, at the accounts this node runs.</summary>
public sealed record DayDocument(
    [property: Description("When the day began.")] DateTimeOffset Since,
    IReadOnlyList<DayResultDocument> Items,
    [property: Description("False: there are more fills than are read at once, and the oldest are left out.")] bool Complete);

/// <summary>One account and currency. What was paid in or out is no part of it.</summary>
public sealed record DayResultDocument(
    string AccountId,
    string Currency,
    [property: Description("What was closed since then brought, fees of that time taken off.")] Money Realised,
    [property: Description("The open profit when the day began.")] Money OpenBefore,
    [property: Description("The open profit now.")] Money Open,
    [property: Description("Realised, and what the open profit changed by.")] Money Profit)
{
    public static DayResultDocument Of(string account, string currency, Money realised, Money openBefore, Money open) =>
        new(account, currency, realised, openBefore, open, realised + open - openBefore);
}
