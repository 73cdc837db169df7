namespace Signalbox.Server.Cli;

/// <summary>What the program is asked to do.</summary>
public enum Command
{
    Serve,
    Send,
    Verify,
    Rebuild,
    Export,
    Sandbox,
}
