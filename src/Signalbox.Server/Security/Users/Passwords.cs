using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Signalbox.Server.Security.Users;

/// <summary>How a password compares with a hash.</summary>
public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Yes, but the hash was made with fewer rounds than today's.</summary>
    YesButOldHash,

    /// <summary>Too many passwords are being checked; this one was not.</summary>
    NotChecked,
}

/// <summary>Hashes and checks passwords, few at a time: each costs a good part of a second of a core on purpose.</summary>
public sealed class Passwords(PasswordOptions options) : IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Rounds }));
    private readonly ConcurrencyLimiter limiter = new(new()
    {
        PermitLimit = options.ConcurrentMax,
        QueueLimit = options.WaitingMax + options.WaitingMaxOfUsers,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly Lazy<string> nobodysHash = new(() => new PasswordHasher<object>(
        Options.Create(new PasswordHasherOptions { IterationCount = options.Rounds })).HashPassword(Nobody, SecretText.Create()));

    private readonly HashQueue queue = new(options);

    /// <summary>The new hash; null when too many are being computed.</summary>
    public async Task<string?> HashAsync(string password, HashWaiter waiter, CancellationToken cancel)
    {
        using var place = queue.Enter(waiter);
        using var permit = place is null ? null : await limiter.AcquireAsync(1, cancel);
        return permit is { IsAcquired: true } ? hasher.HashPassword(Nobody, password) : null;
    }

    /// <param name="hash">Null where there is no such user, empty where the user has no password: the same work is done and the answer is no.</param>
    public async Task<PasswordMatch> MatchAsync(string password, string? hash, HashWaiter waiter, CancellationToken cancel)
    {
        using var place = queue.Enter(waiter);
        using var permit = place is null ? null : await limiter.AcquireAsync(1, cancel);
        if (permit is not { IsAcquired: true })
        {
            return PasswordMatch.NotChecked;
        }

        var hasNone = string.IsNullOrEmpty(hash);
        var result = hasher.VerifyHashedPassword(Nobody, hasNone ? nobodysHash.Value : hash!, password);
        return hasNone ? PasswordMatch.No : result switch
        {
            PasswordVerificationResult.Success => PasswordMatch.Yes,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButOldHash,
            _ => PasswordMatch.No,
        };
    }

    public void Dispose() => limiter.Dispose();
}
