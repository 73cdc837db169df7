using System.Globalization;
using Signalbox.Bench.Measuring;

namespace Signalbox.Bench.Webhook;

/// <summary>Rounds as lines, and at the end the medians of each contender's rounds.</summary>
internal static class Report
{
    private static readonly double[] Shares = [0.5, 0.9, 0.99, 0.999];

    public static void WriteLine(string what, Round round)
    {
        WriteLine(what, round.Name, share => round.ToVenue.At(share), share => round.ToAnswer.At(share), share => round.Pacing.At(share));
        foreach (var answer in round.MissingAnswers)
        {
            Console.WriteLine($"           no order at the venue, and the sender was told: {answer}");
        }
    }

    public static void Write(IReadOnlyList<Round> rounds)
    {
        Console.WriteLine("  medians of the rounds");
        foreach (var of in rounds.GroupBy(round => round.Name))
        {
            WriteLine(
                "",
                of.Key,
                share => Samples.Median(of.Select(round => round.ToVenue.At(share))),
                share => Samples.Median(of.Select(round => round.ToAnswer.At(share))),
                share => Samples.Median(of.Select(round => round.Pacing.At(share))));
        }
    }

    private static void WriteLine(string what, string name, Func<double, double> toVenue, Func<double, double> toAnswer, Func<double, double> pacing) =>
        Console.WriteLine($"  {what,-8} {name,-18} venue {Text(toVenue)}   answer {Text(toAnswer)}   generator late by {pacing(0.5).ToString("0.000", CultureInfo.InvariantCulture)}");

    private static string Text(Func<double, double> at) =>
        string.Join("  ", Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"p{share * 100:0.#} {at(share),7:0.000}")));
}
