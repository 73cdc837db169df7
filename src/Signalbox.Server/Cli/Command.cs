namespace Signalbox.Server.Cli;

/// <summary>What the program is asked to do.</summary>
public enum Command
{
    Serve,
    Send,
    Explain,
    Verify,
    Rebuild,
    Export,
    Sandbox,
    Backup,
    Restore,
    RotateKey,
}
