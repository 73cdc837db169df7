namespace Signalbox.Server.Configuration.Audit;

/// <param name="Person">The user's id, or an id that is no person's.</param>
/// <param name="Key">Null: no person, or a person whose key was destroyed.</param>
internal sealed record PersonKey(string Person, bool IsPerson, byte[]? Key);
