namespace Signalbox.Signals.Readers.Json;

/// <summary>Numbers that are reckoned with after they were read.</summary>
internal static class JsonNumbers
{
    // Far beyond any amount or time, and near enough that products and sums of a few stay numbers.
    private const decimal Most = 1_000_000_000_000_000m;

    extension(JsonFields fields)
    {
        /// <summary>A number above zero that can be multiplied and added.</summary>
        public decimal? Bounded(string name, string code)
        {
            var number = fields.Positive(name, code);
            if (number > Most)
            {
                fields.Refuse("number-out-of-range", $"The field {name} is larger than anything that is traded. Correct it.", name);
                return null;
            }

            return number;
        }

        /// <summary>A fraction, 0.01 for one per cent, as a percentage.</summary>
        public decimal? Fraction(string name, string code) => fields.Bounded(name, code) * 100m;
    }
}
