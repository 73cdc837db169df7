namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>What the requests are about: the demo, and what they themselves have created, of which the newest few are kept.</summary>
internal sealed class FuzzTarget(string hook, string token)
{
    private const int CreatedMax = 20;

    private readonly Lock gate = new();
    private readonly Queue<(string Location, string Id)> created = new();

    public string Hook => hook;

    public string Token => token;

    public string? Created(Random random)
    {
        lock (gate)
        {
            return created.Count == 0 ? null : created.ElementAt(random.Next(created.Count)).Id;
        }
    }

    /// <summary>Where to delete what is too much now; null: nothing.</summary>
    public string? Add(string location, string id)
    {
        lock (gate)
        {
            created.Enqueue((location, id));
            return created.Count > CreatedMax ? created.Dequeue().Location : null;
        }
    }
}
