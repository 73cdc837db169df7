using Signalbox.Server.Configuration;

namespace Signalbox.Server.Api.Input;

/// <summary>Rules for text that more than one input has.</summary>
internal static class TextChecks
{
    public const int NameCharsMax = 100;

    extension(InputCheck check)
    {
        /// <summary>A name people gave: trimmed, not empty, one line.</summary>
        public string Name(string path, string? name, int charsMax = NameCharsMax)
        {
            var trimmed = name?.Trim() ?? "";
            check.Require(trimmed.Length > 0, path, "A name is required.");
            check.Require(trimmed.Length <= charsMax, path, $"A name has at most {charsMax} characters.");
            check.Require(StorableText.Is(trimmed), path, "A name is one line without control characters.");
            return trimmed;
        }

        /// <summary>An id of something else; whether it exists is for the store to say.</summary>
        public string Id(string path, string? id, string what)
        {
            check.Require(!string.IsNullOrWhiteSpace(id), path, $"The id of the {what} is required.");
            check.Require(id is null or { Length: <= NameCharsMax }, path, $"An id has at most {NameCharsMax} characters.");
            check.Require(StorableText.Is(id ?? ""), path, "An id has no control characters.");
            return id ?? "";
        }
    }
}
