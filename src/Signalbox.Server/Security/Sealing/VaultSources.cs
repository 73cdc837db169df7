namespace Signalbox.Server.Security.Sealing;

/// <summary>Chooses where the master keys come from: a command, else the environment, else the file in the data folder.</summary>
public static class VaultSources
{
    public const string CommandVariable = "SIGNALBOX_VAULT_COMMAND";

    /// <param name="environment">Looks up a variable; null or empty is unset.</param>
    public static IVaultSource Of(string dataFolder, Func<string, string?> environment) =>
        environment(CommandVariable) is { Length: > 0 } command ? new VaultCommand(command)
        : environment(VaultVariable.Variable) is { Length: > 0 } keys ? new VaultVariable(keys)
        : new VaultKeyFile(Path.Combine(dataFolder, VaultStart.FileName));
}
