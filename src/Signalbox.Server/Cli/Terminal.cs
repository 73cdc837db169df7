namespace Signalbox.Server.Cli;

/// <summary>What a command reads from and writes to.</summary>
public sealed record Terminal
{
    public required Stream Input { get; init; }

    /// <summary>False: a person sits there, and nothing is coming by itself.</summary>
    public required bool InputIsRedirected { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Errors { get; init; }

    public static Terminal OfProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        InputIsRedirected = Console.IsInputRedirected,
        Output = Console.Out,
        Errors = Console.Error,
    };
}
