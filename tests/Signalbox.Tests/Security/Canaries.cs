using System.Buffers.Text;
using System.Text;

namespace Signalbox.Tests.Security;

/// <summary>Secrets that are unmistakable, and every form they may leave in.</summary>
internal sealed class Canaries
{
    private readonly List<(string Name, string Secret)> planted = [];

    public string Plant(string name, string secret)
    {
        planted.Add((name, secret));
        return secret;
    }

    /// <summary>The names of those that stand in a text, in clear or in an encoding.</summary>
    /// <param name="allowed">Names that may be there.</param>
    public IReadOnlyList<string> FindIn(string text, params ReadOnlySpan<string> allowed)
    {
        var found = new List<string>();
        foreach (var (name, secret) in planted)
        {
            if (!allowed.Contains(name) && Forms(secret).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(name);
            }
        }

        return found;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexString(Encoding.Unicode.GetBytes(secret));

        // Base64 looks different at each of three places in a longer text; what all encoders agree on is cut out.
        for (var shift = 0; shift < 3; shift++)
        {
            byte[] shifted = [.. new byte[shift], .. bytes];
            yield return Middle(Convert.ToBase64String(shifted), shift);
            yield return Middle(Base64Url.EncodeToString(shifted), shift);
        }
    }

    private static string Middle(string text, int shift) => text[(shift == 0 ? 0 : 4)..^(text.Length > 12 ? 4 : 0)];
}
