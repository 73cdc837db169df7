using Signalbox.Markets;
using Signalbox.Server.Api.Input;

namespace Signalbox.Server.Api.Terms;

/// <summary>Rules for numbers that several terms have.</summary>
internal static class NumberChecks
{
    extension(InputCheck check)
    {
        public void Positive(string path, decimal? value) => check.Require(value is null or > 0, path, "Expected a number above 0.");

        public void Positive(string path, Price? value) => check.Positive(path, value?.Value);

        /// <summary>The number itself, so that a check and an assignment are one line.</summary>
        public decimal? Within(string path, decimal? value, decimal least, decimal most)
        {
            check.Require(value is null || (value >= least && value <= most), path, $"Expected a number from {least} to {most}.");
            return value;
        }

        public void Absent(string path, bool isAbsent, string message) => check.Require(isAbsent, path, message);

        /// <summary>A distance below the entry: all of the price is already everything.</summary>
        public void Below100(string path, decimal? percent) => check.Require(percent is null or < 100m, path, "Expected a percentage below 100.");

        /// <summary>Exactly one of several alternatives.</summary>
        public void ExactlyOne(string path, string alternatives, params ReadOnlySpan<bool> present)
        {
            var count = present.Count(true);
            check.Require(count == 1, path, count == 0 ? $"One of {alternatives} is required." : $"Only one of {alternatives} may be set.");
        }

        public void AtMostOne(string path, string alternatives, params ReadOnlySpan<bool> present) =>
            check.Require(present.Count(true) <= 1, path, $"Only one of {alternatives} may be set.");
    }
}
