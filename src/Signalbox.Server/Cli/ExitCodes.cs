namespace Signalbox.Server.Cli;

/// <summary>What the program ends with, for scripts.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The server refused what was sent.</summary>
    public const int Refused = 1;

    /// <summary>The command line, or what it names, is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server failed, or did not answer.</summary>
    public const int Failed = 3;
}
