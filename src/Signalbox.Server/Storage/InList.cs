using System.Globalization;

namespace Signalbox.Server.Storage;

/// <summary>"One of these", as both databases read it: a parameter a value.</summary>
internal static class InList
{
    /// <param name="name">What the parameters' names begin with.</param>
    public static string Of(string column, IEnumerable<string> wanted, string name, Action<string, object> add)
    {
        var names = new List<string>();
        foreach (var value in wanted)
        {
            var parameter = string.Create(CultureInfo.InvariantCulture, $"{name}{names.Count}");
            names.Add("@" + parameter);
            add(parameter, value);
        }

        // Nothing is one of none.
        return names.Count == 0 ? "1 = 0" : $"{column} IN ({string.Join(", ", names)})";
    }
}
