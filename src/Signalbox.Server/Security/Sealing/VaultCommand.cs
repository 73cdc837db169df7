using System.Diagnostics;
using System.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// Master keys from a program, such as one that asks a key store: it prints what a key file holds. Its time and its
/// output are bounded, and nothing it says is shown: it may be a key.
/// </summary>
internal sealed class VaultCommand(string command) : IVaultSource
{
    private const int OutputBytesMax = 64 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "the vault command's output";

    public bool IsWritable => false;

    public bool Exists => true;

    public TimeSpan TimeMax { get; init; } = Patience;

    public IReadOnlyList<VaultKey> Read() => VaultKeyText.Read(Run().Split('\n'), Name);

    public void Write(IReadOnlyList<VaultKey> keys) => throw new VaultException($"{Name} cannot be written. Put the new key in front yourself.");

    private string Run()
    {
        var (shell, word) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        using var process = Process.Start(new ProcessStartInfo(shell, [word, command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }) ?? throw new VaultException("The vault command could not be started.");
        process.StandardInput.Close();
        using var ended = new CancellationTokenSource(TimeMax);
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, ended.Token);
            var text = ReadAsync(process.StandardOutput.BaseStream, ended.Token).GetAwaiter().GetResult();
            process.WaitForExitAsync(ended.Token).GetAwaiter().GetResult();
            errors.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? text : throw new VaultException($"The vault command ended with {process.ExitCode}. Run it by hand to see why.");
        }
        catch (OperationCanceledException)
        {
            throw new VaultException($"The vault command did not end within {TimeMax.TotalSeconds:0} seconds.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<string> ReadAsync(Stream output, CancellationToken cancel)
    {
        var buffer = new byte[OutputBytesMax];
        var length = 0;
        while (await output.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length == OutputBytesMax)
            {
                throw new VaultException($"The vault command said more than {OutputBytesMax / 1024} KiB.");
            }
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
