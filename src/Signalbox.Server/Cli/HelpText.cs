using System.Text;

namespace Signalbox.Server.Cli;

internal static class HelpText
{
    private const int NameWidth = 30;

    private static readonly (Command Command, string Words, string Help)[] Commands =
    [
        (Command.Serve, "", "run the server (the default)"),
        (Command.Send, "[text]", "send a signal to a webhook: a text, a file, or standard input"),
        (Command.Explain, "[text]", "say how a signal is read; with --strategy also what would come of it"),
        (Command.Verify, "", "check the hash chains of the journal"),
        (Command.Rebuild, "", "project the read models again from the journal"),
        (Command.Export, "<what>", $"write {string.Join(", ", ExportOptions.Tables)} as CSV or JSON"),
        (Command.Backup, "<file>", "write an encrypted backup, also beside a running server"),
        (Command.Restore, "<file>", "put a backup back while no server runs"),
        (Command.RotateKey, "", "change the vault's master key of the running server"),
        (Command.Sandbox, "<name>", "run a loopback exchange to rehearse against"),
    ];

    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder("signalbox [command] [options]\n\nCommands\n");
        foreach (var (command, words, help) in Commands)
        {
            Line(text, $"{ReadWords.Name(command)} {words}", help);
        }

        text.Append("\nOptions\n");
        foreach (var option in CommandOption.All)
        {
            var commands = option.Commands.Count == 0 ? "" : $" [{string.Join(", ", option.Commands.Select(ReadWords.Name))}]";
            var variable = option.Environment is { } name ? $"; also {name}" : "";
            Line(text, $"{option.Name} {option.Value}", $"{option.Help}{variable}{commands}");
        }

        return text.Append("\n'send' ends with 0 when the signal was taken, 1 when it was refused, 3 when the server failed or did not answer.\n"
            + "A wrong command line ends with 2.").ToString();
    }

    private static void Line(StringBuilder text, string name, string help) =>
        text.Append("  ").Append(name.PadRight(NameWidth)).Append(' ').Append(help).Append('\n');
}
