using Signalbox.Text;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>Something an expression looks up: kept with the verdict, so that it explains itself.</summary>
internal abstract class GateReading(string name) : GateCode
{
    /// <summary>As the expression names it.</summary>
    public string Name => name;

    public sealed class OfField(GateField known) : GateReading(known.Name)
    {
        public GateField Known => known;

        public override GateValue Run(IGateFacts facts) => facts.Field(known);
    }

    public sealed class OfExtra(string name, ValueList<string> path) : GateReading(name)
    {
        public override GateValue Run(IGateFacts facts) => facts.Extra(path);
    }

    public sealed class OfScore(string name, string scorer) : GateReading(name)
    {
        public string Scorer => scorer;

        public override GateValue Run(IGateFacts facts) => facts.Score(scorer);
    }

    public sealed class OfTrades(string function, int trades) : GateReading($"{function}({trades})")
    {
        private readonly bool isProfit = function == GateFunctions.Profit;

        public override GateValue Run(IGateFacts facts) => isProfit ? facts.Profit(trades) : facts.WinRate(trades);
    }

    public sealed class OfTime(string function, TimeZoneInfo zone) : GateReading($"{function}(\"{zone.Id}\")")
    {
        public override GateValue Run(IGateFacts facts) => At(function, facts.Now, zone);

        public static GateValue At(string part, DateTimeOffset now, TimeZoneInfo zone)
        {
            var local = TimeZoneInfo.ConvertTime(now, zone);
            return part switch
            {
                GateFunctions.Hour => GateValue.Of((decimal)local.Hour),
                GateFunctions.Minute => GateValue.Of((decimal)local.Minute),
                _ => GateValue.Of(Weekday(local.DayOfWeek)),
            };
        }

        private static string Weekday(DayOfWeek day) => day switch
        {
            DayOfWeek.Monday => "monday",
            DayOfWeek.Tuesday => "tuesday",
            DayOfWeek.Wednesday => "wednesday",
            DayOfWeek.Thursday => "thursday",
            DayOfWeek.Friday => "friday",
            DayOfWeek.Saturday => "saturday",
            _ => "sunday",
        };
    }
}
