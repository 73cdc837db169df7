using Signalbox.Text;

namespace Signalbox.Server.Configuration;

/// <summary>Enumerations as the tables keep them: the same words as in JSON.</summary>
internal static class StoredWords
{
    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Words.Of(value) == word)
            {
                return value;
            }
        }

        throw new FormatException($"The database holds '{word}', which is no {typeof(TEnum).Name} this version knows.");
    }
}
