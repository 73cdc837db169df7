using Signalbox.Tests.Structure;

namespace Signalbox.Tests.Venues;

/// <summary>Recorded answers and frames of venues: <c>Venues/X/Payloads/</c>.</summary>
internal static class Payload
{
    public static byte[] Read(string venue, string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Signalbox.Tests", "Venues", venue, "Payloads", name));
}
