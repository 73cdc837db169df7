using System.Collections.Frozen;

namespace Signalbox.Venues.Errors;

/// <summary>
/// A venue's codes in our words, and for codes that stand for several things the words of the message that tell them
/// apart. What is not listed proves nothing.
/// </summary>
public sealed class ErrorTable
{
    private readonly FrozenDictionary<string, VenueError> codes;
    private readonly FrozenDictionary<string, MessageRule[]> messages;

    public ErrorTable(IReadOnlyDictionary<string, VenueError> codes, IReadOnlyList<MessageRule> messages)
    {
        this.codes = codes.ToFrozenDictionary(StringComparer.Ordinal);
        this.messages = messages.GroupBy(rule => rule.Code, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public IEnumerable<string> Codes => codes.Keys.Concat(messages.Keys).Distinct(StringComparer.Ordinal);

    public bool Knows(string code) => codes.ContainsKey(code) || messages.ContainsKey(code);

    public VenueError Find(string code, string message)
    {
        if (messages.TryGetValue(code, out var rules)
            && Array.Find(rules, rule => message.Contains(rule.Words, StringComparison.OrdinalIgnoreCase)) is { } rule)
        {
            return rule.Error;
        }

        return codes.GetValueOrDefault(code) ?? VenueError.Unknown;
    }
}

/// <param name="Words">A part of the message, whatever its case.</param>
public sealed record MessageRule(string Code, string Words, VenueError Error);
