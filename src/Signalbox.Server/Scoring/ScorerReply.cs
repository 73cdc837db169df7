using System.Text.Json;
using Signalbox.Accounts.Gates;
using Signalbox.Text;

namespace Signalbox.Server.Scoring;

/// <summary>Reads a scorer's answer: <c>{"score": 0.8, "verdict": "pass", "reason": "…"}</c>; either score or verdict may be absent.</summary>
internal static class ScorerReply
{
    private const int ReasonCharsMax = 500;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    public static ScorerAnswer Read(string gate, ReadOnlyMemory<byte> body, int tookMs)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(gate, document.RootElement, tookMs)
                : ScorerAnswer.Failed(gate, "Its answer is no JSON object.", tookMs);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return ScorerAnswer.Failed(gate, "Its answer is not valid JSON.", tookMs);
        }
    }

    private static ScorerAnswer Read(string gate, JsonElement answer, int tookMs)
    {
        if (!TryVerdict(answer, out var passes))
        {
            return ScorerAnswer.Failed(gate, "Its verdict is neither \"pass\" nor \"refuse\".", tookMs);
        }

        if (!TryScore(answer, out var score))
        {
            return ScorerAnswer.Failed(gate, "Its score is no number from 0 to 1.", tookMs);
        }

        if (score is null && passes is null)
        {
            return ScorerAnswer.Failed(gate, "Its answer has neither a score nor a verdict.", tookMs);
        }

        return new(gate, score ?? (passes!.Value ? 1m : 0m), passes, ReasonOf(answer), null, tookMs);
    }

    private static bool TryScore(JsonElement answer, out decimal? score)
    {
        score = null;
        if (!answer.TryGetProperty("score", out var field) || field.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        var isRead = field.ValueKind == JsonValueKind.Number ? field.TryGetDecimal(out var number)
            : Decimals.TryParse(field.ValueKind == JsonValueKind.String ? field.GetString() : "", out number);
        score = number;
        return isRead && number is >= 0 and <= 1;
    }

    private static bool TryVerdict(JsonElement answer, out bool? passes)
    {
        passes = null;
        if (!answer.TryGetProperty("verdict", out var field) || field.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        passes = field.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => field.GetString() switch { "pass" => true, "refuse" => false, _ => null },
            _ => null,
        };
        return passes is not null;
    }

    /// <summary>On one line, and no longer than helps.</summary>
    private static string? ReasonOf(JsonElement answer)
    {
        if (!answer.TryGetProperty("reason", out var field) || field.ValueKind != JsonValueKind.String || field.GetString() is not { Length: > 0 } reason)
        {
            return null;
        }

        var cut = reason.Length <= ReasonCharsMax ? reason : $"{reason[..ReasonCharsMax]}…";
        return string.Concat(cut.Select(each => char.IsControl(each) || char.IsSurrogate(each) ? ' ' : each));
    }
}
