using Signalbox.Server.Api.Input;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies.Gates;

namespace Signalbox.Server.Api.Gates;

/// <summary>
/// A scorer is given its secret: whoever chooses the address chooses who learns it. So only administrators bring the two
/// together; others may leave what is there as it is.
/// </summary>
internal static class GateRights
{
    public static void Check(Caller caller, IEnumerable<Gate> gates, IEnumerable<Gate> present, InputCheck check)
    {
        if (caller.Scopes.Contains(Scope.Admin))
        {
            return;
        }

        foreach (var (gate, index) in gates.Select((gate, index) => (gate, index)))
        {
            check.Require(
                gate.Scorer?.SecretName is null || present.Contains(gate),
                $"gates[{index}].scorer.secretName", "Only an administrator may let a scorer have a stored secret.");
        }
    }
}
