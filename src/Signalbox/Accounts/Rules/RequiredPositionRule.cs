using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Rules;

/// <summary>The signal says which position must be found.</summary>
internal static class RequiredPositionRule
{
    public static Verdict? Judge(RuleContext context)
    {
        if (context.Request.RequiredPosition is not { } required)
        {
            return null;
        }

        var found = context.Position.IsZero ? RequiredPosition.Flat : context.Position > Quantity.Zero ? RequiredPosition.Long : RequiredPosition.Short;
        return Verdict.Of(found == required, "required-position", "other-position",
            $"The signal requires {Text.Words.Of(required)} and the position in {context.Instrument.Id} is {Text.Words.Of(found)}.");
    }
}
