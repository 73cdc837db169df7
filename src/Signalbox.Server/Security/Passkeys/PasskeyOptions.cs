using Microsoft.AspNetCore.Identity;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>The address people open, for which passkeys are made.</summary>
public sealed record PasskeyOptions
{
    /// <summary>Such as https://signalbox.example. Null: whatever address a request was sent to.</summary>
    public Uri? PublicAddress { get; init; }

    internal IdentityPasskeyOptions ToFramework()
    {
        var framework = new IdentityPasskeyOptions
        {
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            ServerDomain = PublicAddress?.Host,
            ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && string.Equals(origin.Origin, OriginOf(origin.HttpContext), StringComparison.OrdinalIgnoreCase)),
        };
        return framework;
    }

    private string OriginOf(HttpContext http) =>
        PublicAddress?.GetLeftPart(UriPartial.Authority) ?? $"{http.Request.Scheme}://{http.Request.Host.Value}";
}
