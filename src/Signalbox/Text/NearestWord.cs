namespace Signalbox.Text;

/// <summary>Finds the word somebody probably meant.</summary>
public static class NearestWord
{
    /// <summary>The known word that takes the fewest changes to reach; null where none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known) => Few(word, known, 1) is [var nearest] ? nearest : null;

    /// <summary>The nearest few, best first.</summary>
    public static IReadOnlyList<string> Few(string word, IEnumerable<string> known, int countMax)
    {
        var farthest = Math.Max(1, word.Length / 3);
        return
        [
            .. known
                .Where(candidate => Math.Abs(candidate.Length - word.Length) <= farthest)
                .Select(candidate => (candidate, Distance: Distance(word, candidate)))
                .Where(each => each.Distance <= farthest)
                .OrderBy(each => each.Distance)
                .ThenBy(each => each.candidate, StringComparer.Ordinal)
                .Take(countMax)
                .Select(each => each.candidate),
        ];
    }

    /// <summary>Letters inserted, removed, replaced or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        if (from.Length > 64)
        {
            return int.MaxValue;
        }

        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            costs[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            costs[0, j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                costs[i, j] = Cheapest(costs, from, to, i, j);
            }
        }

        return costs[from.Length, to.Length];
    }

    private static int Cheapest(int[,] costs, string from, string to, int i, int j)
    {
        var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
        var cost = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (same ? 0 : 1));
        return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
    }
}
