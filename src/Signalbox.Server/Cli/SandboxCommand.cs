using Signalbox.Sandbox;
using SandboxServerOptions = Signalbox.Sandbox.SandboxOptions;

namespace Signalbox.Server.Cli;

/// <summary>Runs a sandbox exchange to rehearse against.</summary>
internal static class SandboxCommand
{
    public static async Task<int> RunAsync(SandboxOptions options, TextWriter console, CancellationToken cancel)
    {
        var signIn = SandboxVenue.Named(options.Name).SignIn();
        var wanted = new SandboxServerOptions
        {
            Exchange = options.Name,
            Keys = [signIn.Key],
            Port = options.Port,
            Drifts = true,
            OnStarted = address => console.WriteLine($"The {options.Name} sandbox listens on {address}  ({signIn.Words})"),
        };
        await SandboxHost.RunAsync(wanted, TimeProvider.System, cancel);
        return ExitCodes.Done;
    }
}
