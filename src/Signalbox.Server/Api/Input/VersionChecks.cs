namespace Signalbox.Server.Api.Input;

/// <summary>Whoever replaces something says which version was read; whoever creates something cannot have read any.</summary>
internal static class VersionChecks
{
    extension<T>(Input<T> input)
        where T : class
    {
        public long RequireVersion(long? version)
        {
            input.Check.Require(version is not null, "version", "The version you read is required, so that nobody else's change is overwritten.");
            return version ?? 0;
        }

        public void RefuseVersion(long? version) =>
            input.Check.Require(version is null, "version", "Something new has no version yet. Leave it out.");
    }
}
