using System.Diagnostics;
using Signalbox.Tests.Structure;

namespace Signalbox.Tests.Simulation.Mutants;

/// <summary>
/// A copy of the engine's source and of the built tests, somewhere else: nothing that is broken here can ever be shipped,
/// because the product has no switch that breaks it.
/// </summary>
internal sealed class MutantLaboratory : IAsyncDisposable
{
    private static readonly string[] BuildFiles = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "Signalbox.slnx"];

    private readonly string folder;

    private MutantLaboratory(string folder) => this.folder = folder;

    private string Engine => Path.Combine(folder, "src", "Signalbox");

    private string Tests => Path.Combine(folder, "tests");

    public static Task<MutantLaboratory> CreateAsync()
    {
        var laboratory = new MutantLaboratory(Directory.CreateTempSubdirectory("signalbox-mutants-").FullName);
        foreach (var file in BuildFiles.Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(laboratory.folder, file));
        }

        Copy(Path.Combine(Repository.Root, "build"), Path.Combine(laboratory.folder, "build"));
        Copy(Path.Combine(Repository.Root, "src", "Signalbox"), laboratory.Engine);
        Copy(AppContext.BaseDirectory, laboratory.Tests);
        return Task.FromResult(laboratory);
    }

    /// <summary>Breaks the rule, plays seeds until one fails, and mends it again. Returns what was said.</summary>
    public async Task<string> PlayAsync(Mutant mutant)
    {
        var path = Path.Combine(Engine, mutant.File);
        var sound = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, sound.Replace(mutant.Find, mutant.Replacement, StringComparison.Ordinal));
        try
        {
            var (built, said) = await RunAsync("dotnet",
            [
                "build", Path.Combine(Engine, "Signalbox.csproj"), "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary",
                "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false", "-o", Path.Combine(folder, "built"),
            ]);
            if (built != 0)
            {
                return $"It does not compile: {said}";
            }

            File.Copy(Path.Combine(folder, "built", "Signalbox.dll"), Path.Combine(Tests, "Signalbox.dll"), overwrite: true);
            return (await RunAsync(Path.Combine(Tests, "Signalbox.Tests"), ["--output", "Normal", "--no-progress", "--filter-method", "*Seeds_AllInvariantsHold"])).Said;
        }
        finally
        {
            await File.WriteAllTextAsync(path, sound);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["SIGNALBOX_SEEDS"] = "400";
        start.Environment["SIGNALBOX_SEEDS_STOP"] = "1";
        start.Environment.Remove("SIGNALBOX_MUTANTS");
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar) is not ["obj" or "bin", ..])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }
}
