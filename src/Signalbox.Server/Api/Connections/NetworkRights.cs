using Signalbox.Server.Api.Input;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Connections;

/// <summary>
/// Settings that say where this server's requests go reach into its network, and hand the account's keys to whoever answers
/// there: only administrators set them; others may leave what is there as it is.
/// </summary>
internal static class NetworkRights
{
    private static readonly string[] Names = ["address", "proxy", "source"];

    public static void Check(Caller caller, BrokerConnection wanted, BrokerConnection? present, InputCheck check)
    {
        if (caller.Scopes.Contains(Scope.Admin))
        {
            return;
        }

        foreach (var name in Names)
        {
            check.Require(ValueOf(wanted, name) == ValueOf(present, name), $"settings.{name}", $"Only an administrator may change the setting {name}.");
        }
    }

    private static string? ValueOf(BrokerConnection? connection, string name) => connection?.Settings.FirstOrDefault(setting => setting.Name == name)?.Value;
}
