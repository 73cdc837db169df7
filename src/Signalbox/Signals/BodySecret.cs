namespace Signalbox.Signals;

/// <summary>A credential that stands in a body.</summary>
/// <param name="Field">Where it stands: a field's path, a key.</param>
/// <param name="Value">What it is.</param>
/// <param name="Written">How it stands in the body, escapes and all.</param>
public sealed record BodySecret(string Field, string Value, string Written)
{
    // A word nobody types: whoever reads it knows that something was taken out here.
    public const string Hidden = "[redacted]";

    public BodySecret(string field, string value)
        : this(field, value, value)
    {
    }

    /// <summary>The text without any of the secrets, wherever they stand in it.</summary>
    public static string Redact(string text, IEnumerable<BodySecret> secrets)
    {
        foreach (var secret in secrets.OrderByDescending(secret => secret.Written.Length))
        {
            text = text.Replace(secret.Written, Hidden, StringComparison.Ordinal).Replace(secret.Value, Hidden, StringComparison.Ordinal);
        }

        return text;
    }
}
