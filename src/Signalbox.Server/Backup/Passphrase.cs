namespace Signalbox.Server.Backup;

/// <summary>What backups are sealed with; from a file or the environment, never from the command line, which others can see.</summary>
internal static class Passphrase
{
    public const string Variable = "SIGNALBOX_BACKUP_PASSPHRASE";
    public const int CharsMin = 12;

    /// <param name="file">The file that holds it in its first line; null: the environment.</param>
    public static string Read(string? file, Func<string, string?> environment)
    {
        var text = file is not null ? FirstLine(file) : environment(Variable);
        return text is { Length: >= CharsMin }
            ? text
            : throw new BackupException(
                $"A backup needs a passphrase of at least {CharsMin} characters. Put it into a file that only you may read and name it with --passphrase-file, or set {Variable}.");
    }

    private static string? FirstLine(string file)
    {
        try
        {
            if (Security.OwnerOnlyFile.IsOpenToOthers(file))
            {
                throw new BackupException($"Other users of this machine may read {file}. Run: chmod 600 \"{file}\"");
            }

            return File.ReadLines(file).FirstOrDefault()?.Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The passphrase file {file} cannot be read.", unreadable);
        }
    }
}
