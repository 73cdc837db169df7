using System.Text;

namespace Signalbox.Server.Cli;

/// <summary>A signal from an argument, a file or standard input.</summary>
internal static class SignalInput
{
    private const int BytesMax = 1024 * 1024;

    /// <summary>The signal's bytes, or one sentence on why there are none.</summary>
    public static async Task<(byte[]? Body, string? Problem)> ReadAsync(Terminal terminal, string? text, string? file, CancellationToken cancel)
    {
        if (text is not null && text != "-")
        {
            return Bounded(Encoding.UTF8.GetBytes(text));
        }

        if (file is not null)
        {
            return await ReadFileAsync(file, cancel);
        }

        return text is null && !terminal.InputIsRedirected
            ? (null, "There is nothing to send. Give the signal as an argument, with --file, or on standard input.")
            : Bounded(await ReadAllAsync(terminal.Input, cancel));
    }

    private static async Task<(byte[]? Body, string? Problem)> ReadFileAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return Bounded(await ReadAllAsync(file, cancel));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"The file {path} cannot be read: {unreadable.Message}");
        }
    }

    private static (byte[]? Body, string? Problem) Bounded(byte[] body) => body.Length switch
    {
        0 => (null, "The signal is empty."),
        > BytesMax => (null, $"The signal is larger than {BytesMax / 1024} KiB."),
        _ => (body, null),
    };

    /// <summary>One byte more than is allowed is enough to know.</summary>
    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while (read.Length <= BytesMax && (count = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
