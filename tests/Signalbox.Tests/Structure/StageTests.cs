using System.Runtime.CompilerServices;
using Xunit;

namespace Signalbox.Tests.Structure;

/// <summary>
/// A stage may use earlier stages and the vocabulary, never later ones; the vocabulary uses no stage. Checked on what the
/// compiled code refers to.
/// </summary>
public sealed class StageTests
{
    private static readonly string[] Vocabulary = ["Text", "Time", "Identity", "Markets", "Venues", "Journal"];
    private static readonly string[] Stages = ["Signals", "Strategies", "Risk", "Accounts", "Performance", "Monitoring"];

    [Fact]
    public void Engine_NoStageUsesALaterOne()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in typeof(Pipeline).Assembly.GetTypes().Where(type => !IsGenerated(type)))
        {
            foreach (var used in UsedTypes.Of(type).Where(used => used.Assembly == type.Assembly && !IsGenerated(used)))
            {
                if (!MayUse(FolderOf(type), FolderOf(used)))
                {
                    wrong.Add($"{FolderOf(type)} uses {FolderOf(used)}: {type.FullName} -> {used.FullName}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Engine_UsesTheBaseClassLibraryOnly()
    {
        var others = typeof(Pipeline).Assembly.GetReferencedAssemblies().Where(name => !name.Name!.StartsWith("System", StringComparison.Ordinal)).ToList();
        Assert.Empty(others);
    }

    [Fact]
    public void Engine_EveryFolderIsListedHere()
    {
        var folders = typeof(Pipeline).Assembly.GetTypes().Where(type => !IsGenerated(type)).Select(FolderOf).Where(folder => folder.Length > 0).Distinct();
        Assert.Empty(folders.Except(Vocabulary).Except(Stages));
    }

    private static bool MayUse(string from, string to)
    {
        if (to.Length == 0)
        {
            // The root holds the list of stages; nothing below it may lean on that.
            return from.Length == 0;
        }

        var toStage = Array.IndexOf(Stages, to);
        var fromStage = Array.IndexOf(Stages, from);
        return toStage < 0 || from.Length == 0 || (fromStage >= 0 && toStage <= fromStage);
    }

    private static string FolderOf(Type type)
    {
        var parts = (type.Namespace ?? "").Split('.');
        return parts.Length > 1 ? parts[1] : "";
    }

    private static bool IsGenerated(Type type) =>
        type.Namespace?.StartsWith("Signalbox", StringComparison.Ordinal) != true || type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.DeclaringType is null;
}
