using System.Runtime.InteropServices;
using Signalbox.Server.Cli.Exporting;

namespace Signalbox.Server.Cli;

/// <summary>Runs what the command line asks for; a signal to the process ends it in order.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(CommandLineOptions options)
    {
        using var ending = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ending));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ending));
        try
        {
            return await RunAsync(options, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }

    private static Task<int> RunAsync(CommandLineOptions options, CancellationToken cancel) => options.Command switch
    {
        Command.Serve => ServeCommand.RunAsync(options, Console.Out, cancel),
        Command.Send => new SendCommand(Terminal.OfProcess()).RunAsync(options.Send!, options.DataFolder, cancel),
        Command.Explain => new ExplainCommand(Terminal.OfProcess()).RunAsync(options.Explain!, options.DataFolder, cancel),
        Command.Verify => VerifyCommand.RunAsync(options, Console.Out, cancel),
        Command.Rebuild => RebuildCommand.RunAsync(options, Console.Out, cancel),
        Command.Export => ExportCommand.RunAsync(options, Console.Out, Console.Error, cancel),
        Command.Backup => BackupCommand.WriteAsync(options, Console.Out, Console.Error, cancel),
        Command.Restore => BackupCommand.RestoreAsync(options, Console.Out, Console.Error, cancel),
        Command.RotateKey => new RotateKeyCommand(Terminal.OfProcess()).RunAsync(options.RotateKey!, options.DataFolder, cancel),
        Command.Sandbox => SandboxCommand.RunAsync(options.Sandbox!, Console.Out, cancel),
        _ => throw new InvalidOperationException($"{options.Command} has no runner."),
    };

    private static void End(PosixSignalContext signal, CancellationTokenSource ending)
    {
        signal.Cancel = true;
        ending.Cancel();
    }
}
