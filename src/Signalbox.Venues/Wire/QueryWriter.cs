using System.Buffers;
using System.Globalization;
using System.Text;
using Signalbox.Text;

namespace Signalbox.Venues.Wire;

/// <summary>
/// Writes name=value pairs in the order they are given, percent-encoded as RFC 3986 says: what is signed is exactly what is
/// sent. Values that are null are left out.
/// </summary>
public sealed class QueryWriter
{
    private readonly StringBuilder text = new(256);

    public QueryWriter Add(string name, string? value)
    {
        if (value is null)
        {
            return this;
        }

        if (text.Length > 0)
        {
            text.Append('&');
        }

        text.Append(name).Append('=');
        Escape(value);
        return this;
    }

    public QueryWriter Add(string name, decimal? value) => value is { } known ? Add(name, Decimals.Canonical(known)) : this;

    public QueryWriter Add(string name, long? value) => value is { } known ? Add(name, known.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Only when it is true: what is false is what venues take for granted.</summary>
    public QueryWriter AddTrue(string name, bool value) => value ? Add(name, "true") : this;

    public override string ToString() => text.ToString();

    // Almost every value is plain; only the rest pays for escaping.
    private void Escape(string value)
    {
        if (value.AsSpan().IndexOfAnyExcept(Plain) < 0) text.Append(value);
        else text.Append(Uri.EscapeDataString(value));
    }

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
}
