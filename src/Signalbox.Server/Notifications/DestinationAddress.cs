using System.Text.Json;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Notifications;

/// <summary>
/// Where exactly messages go and what opens the door there. All of it is kept in the vault: whoever knows the address of a chat's
/// webhook can write there.
/// </summary>
public sealed record DestinationAddress
{
    private const int ShownFrom = 16;
    private const int CharsShown = 4;

    /// <summary>Of every kind but mail.</summary>
    public string? Url { get; init; }

    /// <summary>The bot's token, or a bearer token for a webhook or a topic.</summary>
    public string? Token { get; init; }

    /// <summary>Of Telegram.</summary>
    public string? Chat { get; init; }

    public string? Host { get; init; }

    public int Port { get; init; }

    public MailSecurity Security { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>What may be shown of it.</summary>
    public string Place(DestinationKind kind) => kind switch
    {
        DestinationKind.Email => $"{Host}:{Port}, to {string.Join(", ", To.Select(Masked))}",
        DestinationKind.Telegram => $"{HostOf(Url)}, chat {EndOf(Chat ?? "", CharsShown + 1)}",
        _ => $"{HostOf(Url)} {EndOf(Url ?? "", ShownFrom)}".TrimEnd(),
    };

    /// <summary>Such as o…@example.org.</summary>
    public static string Masked(string address) => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{address[0]}…{address[at..]}" : "…";

    public string Seal(string destination, Vault vault) =>
        vault.Seal(JsonSerializer.Serialize(this, NotificationJson.Default.DestinationAddress), Owner(destination));

    public static DestinationAddress Open(string destination, string text, Vault vault) =>
        JsonSerializer.Deserialize(vault.Open(text, Owner(destination)), NotificationJson.Default.DestinationAddress)
        ?? throw new VaultException($"The address of {destination} is empty. Enter it again.");

    /// <summary>Nothing of it gets into a log by accident.</summary>
    public override string ToString() => nameof(DestinationAddress);

    private static string HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var known) ? known.Authority : "";

    private static string EndOf(string text, int longEnough) => text.Length >= longEnough ? $"…{text[^CharsShown..]}" : "";

    private static VaultOwner Owner(string destination) => new("notification_destinations", destination, "address");
}
