using Signalbox.Text;

namespace Signalbox.Server.Cli;

/// <summary>A command line cut into its command, its options and the words that are neither.</summary>
internal sealed record ReadWords(Command Command, IReadOnlyDictionary<CommandOption, string> Options, IReadOnlyList<string> Rest, string? Error)
{
    private const string EndOfOptions = "--";

    /// <summary>Words the commands take besides options: the signal to send, the sandbox's name, what to export.</summary>
    private bool TakesAWord => Command is Command.Send or Command.Explain or Command.Sandbox or Command.Export or Command.Backup or Command.Restore;

    public static string Name(Command command) => Words.Of(command).Replace('_', '-');

    public static ReadWords Read(IReadOnlyList<string> arguments)
    {
        var (command, start, error) = ReadCommand(arguments);
        var options = new Dictionary<CommandOption, string>();
        var rest = new List<string>();
        var onlyWords = false;
        for (var index = start; index < arguments.Count && error is null; index++)
        {
            var word = arguments[index];
            if (!onlyWords && word == EndOfOptions)
            {
                onlyWords = true;
            }
            else if (!onlyWords && word.StartsWith('-') && word.Length > 1)
            {
                error = ReadOption(arguments, ref index, command, options);
            }
            else
            {
                rest.Add(word);
            }
        }

        var read = new ReadWords(command, options, rest, error);
        return error is null && rest.Count > (read.TakesAWord ? 1 : 0) ? read with { Error = Surplus(read) } : read;
    }

    private static (Command Command, int Start, string? Error) ReadCommand(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0].StartsWith('-'))
        {
            return (Command.Serve, 0, null);
        }

        foreach (var command in Enum.GetValues<Command>())
        {
            if (Name(command) == arguments[0])
            {
                return (command, 1, null);
            }
        }

        var names = Enum.GetValues<Command>().Select(Name).ToList();
        return (Command.Serve, 1, NearestWord.Of(arguments[0], names) is { } nearest
            ? $"There is no command '{arguments[0]}'. Did you mean '{nearest}'?"
            : $"There is no command '{arguments[0]}'. The commands are {string.Join(", ", names)}.");
    }

    private static string? ReadOption(
        IReadOnlyList<string> arguments, ref int index, Command command, Dictionary<CommandOption, string> options)
    {
        var (name, value) = Cut(arguments[index]);
        if (CommandOption.All.FirstOrDefault(option => option.Name == name && option.Serves(command)) is not { } found)
        {
            return UnknownOption(name, command);
        }

        if (found.Value is null && value is not null)
        {
            return $"The option '{name}' takes no value.";
        }

        if (found.Value is not null && value is null)
        {
            if (++index >= arguments.Count)
            {
                return $"The option '{name}' needs a value: {name} {found.Value}.";
            }

            value = arguments[index];
        }

        return options.TryAdd(found, value ?? "") ? null : $"The option '{name}' is given twice.";
    }

    private static string UnknownOption(string name, Command command)
    {
        var nearest = NearestWord.Of(name, CommandOption.All.Where(option => option.Serves(command)).Select(option => option.Name));
        var sentence = CommandOption.All.Any(option => option.Name == name)
            ? $"The command '{Name(command)}' takes no '{name}'."
            : $"There is no option '{name}'.";
        return $"{sentence} {(nearest is null ? "See --help." : $"Did you mean '{nearest}'?")}";
    }

    private static (string Name, string? Value) Cut(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    // The word itself may be a signal or a secret pasted in the wrong place, so it is not repeated.
    private static string Surplus(ReadWords read) => read.TakesAWord
        ? $"The command '{Name(read.Command)}' takes one word; put quotes around a text with spaces."
        : $"The command '{Name(read.Command)}' takes options only. See --help.";
}
