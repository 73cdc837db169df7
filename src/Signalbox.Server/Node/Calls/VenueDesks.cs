using System.Collections.Concurrent;
using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Server.Node.Calls;

/// <summary>Where the venues of the accounts that run here can be looked at.</summary>
internal sealed class VenueDesks
{
    private readonly ConcurrentDictionary<AccountId, VenueDesk> desks = new();

    public VenueDesk? Find(AccountId account) => desks.GetValueOrDefault(account);

    /// <param name="desk">Null where the venue has none: the paper exchange.</param>
    public VenueDesk Open(AccountId account, IVenueDesk? desk) => desks[account] = new(desk);

    public void Close(AccountId account, VenueDesk desk) => desks.TryRemove(new(account, desk));
}

internal sealed class VenueDesk(IVenueDesk? desk)
{
    private PermissionsFound? permissions;

    public IVenueDesk? Desk => desk;

    public VenueCalls Calls { get; } = new();

    /// <summary>What the key was found to be allowed; null before the first check.</summary>
    public PermissionsFound? Permissions
    {
        get => Volatile.Read(ref permissions);
        set => Volatile.Write(ref permissions, value);
    }
}

/// <param name="Key">Null where the venue did not say.</param>
/// <param name="Failure">Why not.</param>
internal sealed record PermissionsFound(DateTimeOffset At, KeyPermissions? Key, string? Failure);
