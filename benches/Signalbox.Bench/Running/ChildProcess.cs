using System.Collections.Concurrent;
using System.Diagnostics;

namespace Signalbox.Bench.Running;

/// <summary>A .NET program run as a process of its own; it is killed when this is disposed of.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly List<(string Prefix, TaskCompletionSource<string> Found)> awaited = [];
    private readonly Lock looking = new();

    private ChildProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Each further line it writes.</summary>
    public event Action<string>? Said;

    public int Id => process.Id;

    /// <summary>The last lines it wrote.</summary>
    public string Output => string.Join('\n', lines);

    public bool HasExited => process.HasExited;

    /// <summary>Resident memory as the operating system counts it, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static ChildProcess Start(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start) ?? throw new InvalidOperationException($"{dll} did not start."));
    }

    /// <summary>The rest of the first line that begins so; fails when the process ends before it says it.</summary>
    public async Task<string> LineAsync(string prefix, TimeSpan within)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (looking)
        {
            if (lines.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal)) is { } said)
            {
                return said[prefix.Length..];
            }

            awaited.Add((prefix, found));
        }

        using var late = new CancellationTokenSource(within);
        var ended = process.WaitForExitAsync(late.Token);
        await Task.WhenAny(found.Task, ended);
        return found.Task.IsCompleted ? await found.Task
            : HasExited ? throw Ended()
            : throw new TimeoutException($"The process did not say '{prefix}' within {within}:\n{Output}");
    }

    public ProcessEndedException Ended() => new(process.ExitCode, Output);

    public async Task<int> ExitAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    /// <summary>As a power cut would end it: nothing runs in it any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        Said?.Invoke(line);
        lock (looking)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
            {
                lines.TryDequeue(out _);
            }

            awaited.RemoveAll(each => line.StartsWith(each.Prefix, StringComparison.Ordinal) && each.Found.TrySetResult(line[each.Prefix.Length..]));
        }
    }
}

/// <summary>A process ended that was still needed.</summary>
public sealed class ProcessEndedException(int exitCode, string output) : Exception($"The process ended with {exitCode}:\n{output}")
{
    public int ExitCode => exitCode;
}
