using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Passkeys;

namespace Signalbox.Server.Api.Sessions;

/// <param name="Options">For the browser's parseCreationOptionsFromJSON or parseRequestOptionsFromJSON, as JSON text.</param>
public sealed record PasskeyOptionsDocument(string Options);

public sealed record PasskeySignInInput([property: Required, Description("The credential the browser gave, as JSON text.")] string? Credential = null);

public sealed record NewPasskeyInput(
    [property: Required, Description("What you call the device.")] string? Name = null,
    [property: Required, Description("The credential the browser made, as JSON text.")] string? Credential = null);

public sealed record PasskeyNameInput([property: Required] string? Name = null);

/// <param name="IsSynced">The device's maker keeps a copy for the owner's other devices.</param>
public sealed record PasskeyDocument(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, bool IsSynced)
{
    internal static PasskeyDocument Of(PasskeyRow row) => new(
        row.Id, row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        row.LastUsedAt is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null, row.IsBackedUp != 0);
}

public sealed record PasskeysDocument(IReadOnlyList<PasskeyDocument> Items);

/// <param name="RecoveryCodes">Made with the first second factor; shown this once.</param>
public sealed record NewPasskeyDocument(PasskeyDocument Passkey, IReadOnlyList<string>? RecoveryCodes);
