using System.Globalization;
using System.Text.RegularExpressions;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>Which option: a contract written into the ticker, or the fields that name one or scan the chain for it.</summary>
internal static partial class OptionReader
{
    private const int StrikesMax = 1_000;

    public static OptionTerms? Read(JsonFields fields, string ticker)
    {
        var scan = new OptionTerms
        {
            Right = fields.Word("optionType", Words.OptionRights, "invalid-option-type", "both, call or put"),
            Moneyness = fields.Word("intrinsicValue", Words.Moneyness, "invalid-intrinsic-value", "itm or otm"),
            Expiration = ReadExpiration(fields),
            StrikeCount = fields.Whole("strikeCount", 1, StrikesMax, "invalid-strike-count"),
            StrikesAway = fields.Whole("strikesAway", 0, StrikesMax, "invalid-strikes-away"),
            StrikePrice = fields.Price("strikePrice", "invalid-strike-price"),
        };
        if (OptionTicker.TryRead(ticker) is not { } contract)
        {
            return scan == new OptionTerms() ? null : scan;
        }

        if (scan.Right is { } asked && contract.Right is { } written && asked != OptionRight.Both && asked != written)
        {
            fields.Refuse("invalid-ticker-and-option-type", $"The ticker {ticker} names a {Text.Words.Of(written)} and the field optionType another. Remove one of them.", "optionType");
        }

        return scan with
        {
            Right = contract.Right ?? scan.Right,
            Expiration = contract.Expiration.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            StrikePrice = contract.Strike,
        };
    }

    private static string? ReadExpiration(JsonFields fields)
    {
        const string Code = "invalid-expiration";
        var expiration = fields.Text("expiration", 40, Code);
        if (expiration is null || IsDate(expiration) || Distance().IsMatch(expiration))
        {
            return expiration;
        }

        fields.Refuse(Code, "The field expiration is a date such as 2026-05-08, or a distance from today such as +6 months or 0 days.", "expiration");
        return null;
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^\+?\s*\d{1,4}\s*(day|week|month|year)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Distance();
}
