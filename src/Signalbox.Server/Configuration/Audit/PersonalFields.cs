using System.Text.Json;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>Fields of an event that tell of one person, under that person's key.</summary>
/// <param name="Person">The user's id.</param>
/// <param name="Box">Base64url of the sealed <see cref="PersonalFields"/>.</param>
public sealed record PersonalBox(string Person, string Box);

/// <summary>What is in the box: of whoever acted, name, token and address; of whom it happened to, name and rows.</summary>
public sealed record PersonalFields
{
    public string? Name { get; init; }

    public string? Token { get; init; }

    public Origin? From { get; init; }

    public string? SubjectName { get; init; }

    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }
}
