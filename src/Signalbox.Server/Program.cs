using Signalbox.Journal;
using Signalbox.Server.Cli;

switch (CommandLine.Read(args, Environment.GetEnvironmentVariable))
{
    case CommandLineResult.Show shown:
        Console.WriteLine(shown.Text);
        return ExitCodes.Done;
    case CommandLineResult.Refused refused:
        await Console.Error.WriteLineAsync(refused.Message);
        return ExitCodes.Usage;
    case CommandLineResult.Run run:
        try
        {
            return await Commands.RunAsync(run.Options);
        }
        catch (Exception failure) when (failure is JournalException or InvalidDataException or IOException)
        {
            // What an operator can mend: a damaged store, a missing right, a port in use.
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failed;
        }

    default:
        throw new InvalidOperationException("The command line was neither run, shown nor refused.");
}
