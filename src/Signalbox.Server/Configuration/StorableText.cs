namespace Signalbox.Server.Configuration;

/// <summary>Text every database keeps as it is: no control characters (PostgreSQL knows no NUL) and no half characters.</summary>
public static class StorableText
{
    public static bool Is(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) || (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at++)))
            {
                return false;
            }
        }

        return true;
    }
}
